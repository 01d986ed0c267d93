/**
 * A moment as a `datetime-local` field sends it, or as people write it (`2026-11-26 08:00`), read as UTC; a `Z` at its end is fine. Answers it
 * as ISO 8601, undefined when it is none.
 */
export function parseMoment(text: string): string | undefined {
  const match = /^((?!0000)\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?Z?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, day = '', minute = '', second = ':00'] = match;
  const iso = `${day}T${minute}${second}Z`;
  // The 30th of February would be read as the 2nd of March.
  if (Number.isNaN(Date.parse(iso)) || new Date(iso).toISOString().slice(0, 10) !== day) return undefined;
  return new Date(iso).toISOString();
}

/** A moment as a `datetime-local` field takes it, in UTC, to the second where it has seconds. */
export function toMomentField(iso: string): string {
  return new Date(iso).toISOString().replace(/(:00)?\.\d+Z$/, '');
}
