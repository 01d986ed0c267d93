import { getLocale } from '@minimart/messages';

const names = new Map<string, Intl.DisplayNames>();

/** What a language is called in that of the page; the tag itself for one that nobody has named. */
export function languageLabel(tag: string): string {
  const locale = getLocale();
  const own = names.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' });
  names.set(locale, own);
  try {
    return own.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
