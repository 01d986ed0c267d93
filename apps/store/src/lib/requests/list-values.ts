import { isTakeable, parseJsonPath, writeJsonPath, type JsonPathSegment } from '@minimart/external-request';

/** A plain value in a JSON answer, and the path that leads to it. */
export interface ListedValue {
  path: string;
  value: string;
}

const most = 60;
const deepest = 12;

/** The plain values of a JSON body that a field could take, in their order; the first sixty, and none of a body that is not JSON. */
export function listValues(body: string | null): ListedValue[] {
  const found: ListedValue[] = [];
  const walk = (value: unknown, path: JsonPathSegment[]): void => {
    if (found.length >= most || path.length > deepest) return;
    const at = writeJsonPath(path);
    if (isTakeable(value)) {
      if (parseJsonPath(at).ok) found.push({ path: at, value: JSON.stringify(value).slice(0, 120) });
    } else if (Array.isArray(value)) for (const [place, item] of value.entries()) walk(item, [...path, place]);
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) walk(item, [...path, name]);
  };
  try {
    walk(JSON.parse(body ?? ''), []);
  } catch {
    // No JSON, so nothing to choose from; the page says so by the fields.
  }
  return found;
}
