/** The entries of a list by what tells them apart, in their order. */
export type KeyedList = ReadonlyMap<string, unknown>;

/** What entries of a manifest's lists are told apart by. */
const keyNames = ['id', 'name', 'value'] as const;

/** A list by the `id`, `name` or `value` of its entries; undefined when it is no list, when one has none, or when two have the same. */
export function keysOfList(list: unknown): KeyedList | undefined {
  if (!Array.isArray(list)) return undefined;
  const keyed = new Map<string, unknown>();
  for (const entry of list) {
    const key = keyOf(entry);
    if (key === undefined || keyed.has(key)) return undefined;
    keyed.set(key, entry);
  }
  return keyed;
}

/**
 * One order for what two made of a list: that of the one who changed it, with what the other added put after its neighbour there. Undefined when
 * both changed the order of what they share, each to something else.
 */
export function mergeOrder([was, mine, theirs]: readonly [KeyedList, KeyedList, KeyedList]): string[] | undefined {
  const shared = new Set([...was.keys()].filter((key) => mine.has(key) && theirs.has(key)));
  const [before, yours, other] = [was, mine, theirs].map((list) => [...list.keys()].filter((key) => shared.has(key)));
  const isMoved = (order: string[] | undefined) => order?.join('\n') !== before?.join('\n');
  if (isMoved(yours) && isMoved(other) && yours?.join('\n') !== other?.join('\n')) return undefined;
  const [lead, added] = isMoved(other) ? [theirs, mine] : [mine, theirs];
  const order = [...lead.keys()];
  let neighbour: string | undefined;
  for (const key of added.keys()) {
    if (!lead.has(key)) order.splice(neighbour === undefined ? 0 : order.indexOf(neighbour) + 1, 0, key);
    neighbour = key;
  }
  return order;
}

/** What tells an entry of a list apart, where something does. */
export function keyOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  for (const name of keyNames) {
    const key: unknown = Object.hasOwn(entry, name) ? (entry as Record<string, unknown>)[name] : undefined;
    if (typeof key === 'string' && key !== '') return key;
  }
  return undefined;
}
