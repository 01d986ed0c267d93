import { getLocale, m, type Locale } from '@minimart/messages';

const tags: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };
const dateFormat = perLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
const momentFormat = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
);

/** A day such as `23 Nov 2026`, in UTC so that server and browser write the same. */
export function showDate(iso: string): string {
  return dateFormat().format(new Date(iso));
}

/** A moment such as `23 Nov 2026, 22:40 UTC`. */
export function showMoment(iso: string): string {
  return `${momentFormat().format(new Date(iso))} UTC`;
}

/** How far ahead a moment is, in words: `in 5 minutes`; `any moment now` when it is less than two seconds away or past. */
export function showWait(iso: string, now: string): string {
  const seconds = Math.round((Date.parse(iso) - Date.parse(now)) / 1000);
  if (seconds < 2) return m.time_any_moment();
  if (seconds < 90) return m.time_in_seconds({ count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return m.time_in_minutes({ count: minutes });
  return m.time_in_hours({ count: Math.round(minutes / 60) });
}

/** How long ago a moment is, in words: `5 minutes ago`; `just now` when it is less than ten seconds away or ahead. */
export function showAgo(iso: string, now: string): string {
  const seconds = Math.round((Date.parse(now) - Date.parse(iso)) / 1000);
  if (seconds < 10) return m.time_just_now();
  if (seconds < 90) return m.time_seconds_ago({ count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return m.time_minutes_ago({ count: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 36) return m.time_hours_ago({ count: hours });
  return m.time_days_ago({ count: Math.round(hours / 24) });
}

/** How long something took: `340 ms`, `2.5 s`, `15 s`. */
export function showDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = Math.round(durationMs / 100) / 10;
  return `${seconds.toLocaleString(getLocale(), { useGrouping: false })} s`;
}

/** Formats are dear to make, so each is made once a language. */
function perLocale(make: (tag: string) => Intl.DateTimeFormat): () => Intl.DateTimeFormat {
  const formats = new Map<Locale, Intl.DateTimeFormat>();
  return () => {
    const locale = getLocale();
    const format = formats.get(locale) ?? make(tags[locale]);
    formats.set(locale, format);
    return format;
  };
}
