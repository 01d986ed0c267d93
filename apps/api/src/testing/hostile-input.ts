import fc from 'fast-check';
import { oddBodies, oddHeaders, oddSegments, oddTexts, oddValues } from './hostile-samples.ts';

const half = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 10 });

/** Any JSON value, and more often one that has broken programs before. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: half },
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 2, arbitrary: fc.constantFrom(...oddValues) },
);

/** A body as it is sent: no JSON, or odd JSON. */
export const hostileText: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc.constantFrom(...oddBodies),
  fc.json(),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

/** One path segment or query value as it stands in a URL. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...oddSegments),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.base64String().map((text) => encodeURIComponent(text)),
);

/** Headers that say odd things about the body, the caller or the way. */
export const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc
  .record(Object.fromEntries(Object.entries(oddHeaders).map(([name, values]) => [name, fc.constantFrom(...values)])), {
    requiredKeys: [],
  })
  .map((headers) => ({ ...headers }) as Record<string, string>);

const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'id',
  '',
  '\0',
  '\ud800',
  'manifest',
  'authInputs',
  '0',
  'x'.repeat(300),
);

/** A good value with something wrong in one place: a part replaced, left out, or something added. */
export function spoilt(good: unknown): fc.Arbitrary<unknown> {
  return fc
    .record({
      place: fc.constantFrom(...placesIn(good)),
      value: hostileValue,
      key: keys,
      how: fc.constantFrom('replace', 'remove', 'add'),
    })
    .map(({ place, value, key, how }) => change(good, place, { how, key, value }));
}

interface Change {
  how: string;
  key: string;
  value: unknown;
}

function placesIn(value: unknown, trail: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [trail];
  return [trail, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...trail, key]))];
}

function change(value: unknown, [next, ...rest]: readonly string[], wanted: Change): unknown {
  if (next === undefined) return changeHere(value, wanted);
  const parts = Object.entries(value as object).flatMap(([key, part]): [string, unknown][] => {
    if (key !== next) return [[key, part]];
    return rest.length === 0 && wanted.how === 'remove' ? [] : [[key, change(part, rest, wanted)]];
  });
  // fromEntries makes an own property even of __proto__, as JSON.parse does.
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function changeHere(value: unknown, { how, key, value: hostile }: Change): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return how === 'add' && isObject ? Object.fromEntries([...Object.entries(value), [key, hostile]]) : hostile;
}
