/** A time as the platform API writes it, in UTC: `2020-11-27 17:50:45`; none stays null. */
export function toPlatformTime(time: Date): string;
export function toPlatformTime(time: Date | null): string | null;
export function toPlatformTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString().slice(0, 19).replace('T', ' ');
}
