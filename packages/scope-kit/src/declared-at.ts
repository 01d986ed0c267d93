const places = new WeakMap<object, string>();

/** Remembers where in the source `thing` is declared: where `declare`, the function that was called for it, was called. */
export function rememberPlace<Thing extends object>(thing: Thing, declare: (...args: never[]) => unknown): Thing {
  const call: { stack?: string } = {};
  Error.captureStackTrace(call, declare);
  const [, at] = /\n\s*at .*?((?:file:\/\/)?\/[^\n()]+:\d+):\d+\)?(?:\n|$)/.exec(call.stack ?? '') ?? [];
  if (at !== undefined) places.set(thing, decodeURI(at.replace(/^file:\/\//, '')).replace(`${process.cwd()}/`, ''));
  return thing;
}

/** ` (packages/scope-crm/src/crm.ts:12)` for what was declared there, to end a place in a message; empty where it is not known. */
export function declaredAt(thing: object): string {
  const place = places.get(thing);
  return place === undefined ? '' : ` (${place})`;
}
