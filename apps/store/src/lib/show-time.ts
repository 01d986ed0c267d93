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

/** How long ago a moment is, in words: `5 minutes ago`; `just now` when it is less than ten seconds away or ahead. */
export function showAgo(iso: string, now: string): string {
  const seconds = Math.round((Date.parse(now) - Date.parse(iso)) / 1000);
  if (seconds < 10) return 'just now';
  if (seconds < 90) return `${seconds} seconds ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}

/** How long something took: `340 ms`, `2.5 s`, `15 s`. */
export function showDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  return `${Math.round(durationMs / 100) / 10} s`;
}
