import { baseLocale, locales, type Locale } from './paraglide/runtime.js';

/** What is known of the language somebody wants. */
export interface LocaleHints {
  /** The path of the page, which may begin with a language: `/de/apps/tag-sync`. */
  path: string;
  /** What somebody has chosen before. */
  chosen?: string | undefined;
  /** The header `Accept-Language` (RFC 9110, 12.5.4). */
  accepted?: string | null | undefined;
}

/** The language of a page: that of its address, else the chosen one, else the best of what the browser takes, else English. */
export function chooseLocale({ path, chosen, accepted }: LocaleHints): Locale {
  return localeOfPath(path).locale ?? toLocale(chosen) ?? bestOf(accepted ?? '') ?? baseLocale;
}

/** The language that a path names, and the path without it; no language where it names none. */
export function localeOfPath(path: string): { locale: Locale | undefined; rest: string } {
  const [, name = '', tail] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
  const locale = toLocale(name);
  return locale === undefined ? { locale, rest: path } : { locale, rest: tail ?? '/' };
}

/** A path of the store in one language: in English it is the plain one. */
export function pathInLocale(locale: Locale, path: string): string {
  if (locale === baseLocale) return path;
  return `/${locale}${path.replace(/^\/(?=\?|$)/, '')}`;
}

function toLocale(text: string | undefined): Locale | undefined {
  return locales.find((locale) => locale === text);
}

function bestOf(accepted: string): Locale | undefined {
  const wanted = accepted
    .slice(0, 1_000)
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [range = '', weight = '1'] = part.trim().split(/\s*;\s*q=/);
      return { locale: range === '*' ? baseLocale : toLocale(range.split('-')[0]), weight: Number(weight) };
    })
    .filter(({ locale, weight }) => locale !== undefined && weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  return wanted[0]?.locale;
}
