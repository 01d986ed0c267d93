import { keysOfList, mergeOrder, type KeyedList } from './keyed-list.ts';

/** A place that was changed on both sides, each to something else; `undefined` where it is not there. */
export interface Clash {
  /** Fields by their names, entries of a list by what tells them apart: `links.support`, `authInputs[crm_token].title`. */
  path: string;
  yours: unknown;
  theirs: unknown;
}

/** What two editors made of the same draft: yours where you changed something, theirs elsewhere, and the places where both did. */
export interface Merged<Value> {
  value: Value;
  clashes: Clash[];
}

type Sides<Side = unknown> = [was: Side, mine: Side, theirs: Side];

/**
 * Merges what somebody made of `base` with what is there now. Objects are compared field by field, and lists whose entries are told apart by an
 * `id`, a `name` or a `value` entry by entry; any other list is one field, and so are two bodies of different kinds. Where both changed a field to something else, yours stays in `value`,
 * and the clash is told.
 */
export function mergeDrafts<Value>({
  base,
  yours,
  theirs,
}: {
  base: Value;
  yours: Value;
  theirs: Value;
}): Merged<Value> {
  const clashes: Clash[] = [];
  const merge = (path: string, sides: Sides): unknown => {
    const [was, mine, their] = sides;
    if (isSame(mine, their) || isSame(was, their)) return mine;
    if (isSame(was, mine)) return their;
    if (isObject(mine) && isObject(their) && !areOtherKinds(path, mine, their))
      return mergeObjects(path, [isObject(was) ? was : {}, mine, their]);
    return mergeLists(path, sides) ?? clash(path, sides);
  };
  const clash = (path: string, [, mine, their]: Sides) => {
    clashes.push({ path, yours: mine, theirs: their });
    return mine;
  };
  const mergeObjects = (path: string, [was, mine, their]: Sides<Record<string, unknown>>) => {
    const names = [...new Set([...Object.keys(mine), ...Object.keys(their)])];
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    const merged = names.map(
      (name) => [name, merge(at(name), [fieldOf(was, name), fieldOf(mine, name), fieldOf(their, name)])] as const,
    );
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  };
  /** Undefined where the entries cannot be told apart, or where both put them into an order of their own. */
  const mergeLists = (path: string, sides: Sides): unknown[] | undefined => {
    const [was, mine, their] = sides.map(keysOfList) as Sides<KeyedList | undefined>;
    if (mine === undefined || their === undefined) return undefined;
    const lists: Sides<KeyedList> = [was ?? new Map(), mine, their];
    const order = mergeOrder(lists);
    return order
      ?.map((key) => merge(`${path}[${key}]`, lists.map((list) => list.get(key)) as Sides))
      .filter((entry) => entry !== undefined);
  };
  return { value: merge('', [base, yours, theirs]) as Value, clashes };
}

/** The body of a request is of one kind: a JSON body and a text make no body together. */
function areOtherKinds(path: string, mine: object, theirs: object): boolean {
  return /^requests\.\w+\.body$/.test(path) && !Object.keys(mine).some((kind) => Object.hasOwn(theirs, kind));
}

/** Whether two JSON values say the same, whatever the order of their fields; a field that is `undefined` is not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, place) => isSame(item, other[place]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(fieldOf(one, name), fieldOf(other, name)));
}

/** What an object has of its own, so that a field named `constructor` or `__proto__` is nothing special. */
function fieldOf(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
