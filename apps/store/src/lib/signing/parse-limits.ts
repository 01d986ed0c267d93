/** What a server can bear; null where nothing was entered. */
export interface Limits {
  maxInFlight: number | null;
  perSecond: number | null;
}

/** Reads what was entered as limits; an empty field is no limit. Else the messages by field. */
export function parseLimits(
  entered: Record<keyof Limits, string>,
): { ok: true; limits: Limits } | { ok: false; errors: Partial<Record<keyof Limits, string>> } {
  const maxInFlight = numberOrNull(entered.maxInFlight);
  const perSecond = numberOrNull(entered.perSecond);
  const errors: Partial<Record<keyof Limits, string>> = {};
  if (maxInFlight !== null && !(Number.isInteger(maxInFlight) && maxInFlight >= 1 && maxInFlight <= 100))
    errors.maxInFlight = 'Give a whole number from 1 to 100, or leave it empty.';
  if (perSecond !== null && !(perSecond >= 0.01 && perSecond <= 1000))
    errors.perSecond = 'Give a number from 0.01 to 1000, or leave it empty.';
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, limits: { maxInFlight, perSecond } };
}

/** Reads for how many hours a former secret signs along: 0 to 168; undefined when it is no such number. */
export function parseOverlapHours(entered: string): number | undefined {
  const hours = numberOrNull(entered);
  return hours !== null && hours >= 0 && hours <= 168 ? hours : undefined;
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim().replace(',', '.'));
}
