import fc from 'fast-check';
import { oddTexts } from '../hostile-samples.ts';
import type { ValueSchema } from './read-operations.ts';

/** Longer texts are not made only to stand at a limit. */
const longest = 20_000;

const letters = fc.constantFrom(...'abcxyzABC0189 -_.,!?<>&"\'{}/éßЖ字😀');

/** Texts as a schema asks: by its format or pattern, of any length within its limits and of each limit. */
export function textOf(schema: ValueSchema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 200, pattern } = schema;
  const byPattern = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (byPattern?.test(text) ?? true);
  const usual = usualOf(schema).filter(fits);
  const exactly = (length: number) => 'x'.repeat(length);
  const edges = [exactly(minLength), ...(maxLength <= longest ? [exactly(maxLength)] : [])].filter(fits);
  if (edges.length === 0) return usual;
  return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...edges) });
}

function usualOf({ format, pattern, minLength = 0, maxLength = 200 }: ValueSchema): fc.Arbitrary<string> {
  const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  if (format === 'date-time') return day.map((date) => date.toISOString());
  if (format === 'date') return day.map((date) => date.toISOString().slice(0, 10));
  if (format === 'email') return fc.constantFrom('eve@example.com', "o'neil+x@mail.example.org");
  if (format === 'uri' || pattern?.startsWith('^https:'))
    return fc.constantFrom('https://example.com/help', 'https://xn--bcher-kva.example/%C3%A9?a=b#c');
  // What fast-check cannot read (looking ahead, classes of Unicode) is made of letters that mostly fit.
  const isReadable = pattern !== undefined && !/\(\?|\\p\{/.test(pattern);
  if (isReadable) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: letters, minLength, maxLength: Math.min(maxLength, minLength + 30) });
}

/** Texts that are not as the schema asks, mostly by little. */
export function textBeyond({ minLength = 0, maxLength }: ValueSchema): fc.Arbitrary<unknown> {
  const byLength = [minLength - 1, (maxLength ?? longest) + 1].filter((length) => length >= 0 && length <= longest + 1);
  return fc.oneof(
    ...byLength.map((length) => fc.constant('x'.repeat(length))),
    fc.constantFrom(...oddTexts),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(null, 0, true, ['x'], {}),
  );
}
