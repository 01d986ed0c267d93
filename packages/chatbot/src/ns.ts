/** The letters in an id that say what it is of. */
export const nsKinds = {
  t: 'tag',
  u: 'subscriber',
  s: 'sub flow',
  n: 'node',
  v: 'field',
  sg: 'segment',
  e: 'custom event',
  w: 'widget',
  b: 'broadcast',
} as const;

/** What an id is of. */
export type NsKind = keyof typeof nsKinds;

/** The id of a thing in a bot: `f123t456` is tag 456 of bot 123. */
export function writeNs(botId: number, kind: NsKind, id: number): string {
  return `f${botId}${kind}${id}`;
}

/** The number of a thing out of its id; undefined when it is no such id, or one of another bot. */
export function readNs(ns: string, kind: NsKind, botId: number): number | undefined {
  const prefix = `f${botId}${kind}`;
  const digits = ns.slice(prefix.length);
  // Fifteen digits stay exact in a number and within bigint.
  return ns.startsWith(prefix) && /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined;
}
