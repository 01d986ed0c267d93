import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonPath, readJsonPath, writeJsonPath } from './json-path.ts';

const read = (value: unknown, path: string) => {
  const parsed = parseJsonPath(path);
  return parsed.ok ? readJsonPath(value, parsed.segments) : parsed.mistake;
};

describe('a JSON path', () => {
  it.each([
    ['$.data.token', 'tok'],
    ["$['data']['token']", 'tok'],
    ['$["crm-id"]', 7],
    ['$.items[0].id', 'a'],
    ['$.items[-1].id', 'b'],
    ['$.items[2].id', undefined],
    ['$.data.token.more', undefined],
    ['$.items.length', undefined],
    ['$.data[0]', undefined],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
  ])('%s finds %j', (path, expected) => {
    const value = { data: { token: 'tok' }, 'crm-id': 7, items: [{ id: 'a' }, { id: 'b' }] };
    expect(read(value, path)).toEqual(expected);
  });

  it.each([
    ['data.token', 'must begin with $, such as $.data.token'],
    ['$', 'must lead to a value inside the answer, such as $.data.token'],
    ['$.crm-id', "must write ['crm-id'] for the name crm-id"],
    ['$..token', 'must lead to one value: steps such as .name and [0], without *, .., ? or :'],
    ['$.items[*]', 'must lead to one value: steps such as .name and [0], without *, .., ? or :'],
    ['$.items[?@.a]', 'must lead to one value: steps such as .name and [0], without *, .., ? or :'],
    ['$.items[0:2]', 'must lead to one value: steps such as .name and [0], without *, .., ? or :'],
    ['$.a b', "must write ['a b'] for the name a b"],
    [`$${'.a'.repeat(21)}`, 'must have at most 20 steps'],
    [`$.${'a'.repeat(200)}`, 'must be at most 200 characters long'],
  ])('%s is refused: %s', (path, mistake) => {
    expect(parseJsonPath(path)).toEqual({ ok: false, mistake });
  });

  it('is written so that it is read as the same', () => {
    const segments = fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.integer({ min: -999, max: 999 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(segments, (steps) => {
        expect(parseJsonPath(writeJsonPath(steps))).toEqual({ ok: true, segments: steps });
      }),
    );
  });

  it('is read or refused whatever it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `$${text}`),
        ),
        (text) => {
          expect(typeof parseJsonPath(text).ok).toBe('boolean');
        },
      ),
    );
    for (const part of ["['", '.a', '[0]', '\\', "['\\'"]) parseJsonPath(`$${part.repeat(50_000)}`);
  });
});
