/** One step into a JSON value: a member's name, or an item's place; -1 is the last. */
export type JsonPathSegment = string | number;

const mostSegments = 20;
const longest = 200;
const segment =
  /^(?:\.([\p{L}_][\p{L}\p{N}_]*)(?=[.[]|$)|\['((?:[^'\\]|\\['\\])*)'\]|\["((?:[^"\\]|\\["\\])*)"\]|\[(-?\d{1,6})\])/u;

/**
 * Reads a JSONPath that leads to one value, as `$.data.token`, `$['crm-id']` or `$.items[0].id`: the singular queries of RFC 9535, section 2.3.5.1.
 * No wildcards, filters or descents, so that following one takes as many steps as it has, whatever the value.
 */
export function parseJsonPath(
  text: string,
): { ok: true; segments: JsonPathSegment[] } | { ok: false; mistake: string } {
  if (text.length > longest) return no(`must be at most ${longest} characters long`);
  if (!text.startsWith('$')) return no(`must begin with $, such as $.${/^[\w.]+$/.test(text) ? text : 'data.token'}`);
  const segments: JsonPathSegment[] = [];
  for (let rest = text.slice(1); rest !== '';) {
    const match = segment.exec(rest);
    if (match === null) return no(mistakeAt(rest));
    const [whole, dotted, single, double, index] = match;
    const name = dotted ?? (single ?? double)?.replaceAll(/\\(.)/gu, '$1');
    segments.push(name ?? Number(index));
    rest = rest.slice(whole.length);
  }
  if (segments.length === 0) return no('must lead to a value inside the answer, such as $.data.token');
  return segments.length > mostSegments ? no(`must have at most ${mostSegments} steps`) : { ok: true, segments };
}

/** The value that a path leads to; undefined when there is none. Only what the JSON itself has is found, never what objects inherit. */
export function readJsonPath(value: unknown, segments: readonly JsonPathSegment[]): unknown {
  let found = value;
  for (const step of segments) {
    if (Array.isArray(found)) found = typeof step === 'number' ? found.at(step) : undefined;
    else if (typeof found === 'object' && found !== null && typeof step === 'string')
      found = Object.hasOwn(found, step) ? (found as Record<string, unknown>)[step] : undefined;
    else return undefined;
  }
  return found;
}

/** The text of a path, which `parseJsonPath` reads. */
export function writeJsonPath(segments: readonly JsonPathSegment[]): string {
  const steps = segments.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(step)) return `.${step}`;
    return `['${step.replaceAll(/['\\]/g, String.raw`\$&`)}']`;
  });
  return `$${steps.join('')}`;
}

function mistakeAt(rest: string): string {
  if (/^(?:\.\.|\.\*|\[\*|\[\?|\[[^\]'"]*[:,])/u.test(rest))
    return 'must lead to one value: steps such as .name and [0], without *, .., ? or :';
  const dashed = /^\.([^.[\]]+)/u.exec(rest)?.[1];
  if (dashed !== undefined) return `must write ${writeJsonPath([dashed]).slice(1)} for the name ${dashed.slice(0, 40)}`;
  return `cannot be read from "${rest.slice(0, 20)}" on; write steps as .name, ['a name'] or [0]`;
}

function no(mistake: string): { ok: false; mistake: string } {
  return { ok: false, mistake };
}
