const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** A day such as `23 Nov 2026`, in UTC so that server and browser write the same. */
export function showDate(iso: string): string {
  return dateFormat.format(new Date(iso));
}

/** A moment such as `23 Nov 2026, 22:40 UTC`. */
export function showMoment(iso: string): string {
  return `${momentFormat.format(new Date(iso))} UTC`;
}

/** How far ahead a moment is, in words: `in 5 minutes`; `any moment now` when it is less than two seconds away or past. */
export function showWait(iso: string, now: string): string {
  const seconds = Math.round((Date.parse(iso) - Date.parse(now)) / 1000);
  if (seconds < 2) return 'any moment now';
  if (seconds < 90) return `in ${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `in ${minutes} minutes`;
  return `in about ${Math.round(minutes / 60)} hours`;
}
