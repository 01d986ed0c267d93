/** Stands in for a secret value, so that rendering gives a copy that may be shown. */
export const mask: unique symbol = Symbol('masked');

/** What a masked value reads as, in every place of a rendered request. */
export const maskText = '••••';

/** What a variable may hold; `null` is an optional auth input left empty, and reads as nothing in a text. */
export type RequestValue = string | number | boolean | null | typeof mask;

/** Values by variable name (`api_key`, `auth.crm_token`). */
export type RequestValues = Readonly<Record<string, RequestValue>>;

/** The same values with the named secrets masked: rendering with them gives the display copy. */
export function maskValues(values: RequestValues, secretNames: Iterable<string>): RequestValues {
  const secret = new Set(secretNames);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, secret.has(name) ? mask : value]));
}
