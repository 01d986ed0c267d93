import { describe, expect, it } from 'vitest';
import { readFormFields } from './read-form-fields.ts';

const formOf = (...pairs: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
};

describe('readFormFields', () => {
  it('nests fields by their names', () => {
    const form = formOf(
      ['name', 'Tag Sync'],
      ['links.support', 'https://a.example'],
      ['scopes[0][id]', 'flows:view'],
      ['scopes[0][reason]', 'a & b = c'],
      ['scopes[2][id]', 'flow-tags:view'],
    );
    expect(readFormFields(form)).toEqual({
      name: 'Tag Sync',
      links: { support: 'https://a.example' },
      scopes: [{ id: 'flows:view', reason: 'a & b = c' }, { id: 'flow-tags:view' }],
    });
  });

  it('reads line breaks as they are kept', () => {
    expect(readFormFields(formOf(['description', 'one\r\ntwo']))).toEqual({ description: 'one\ntwo' });
  });

  it('lets no name reach the prototype of an object', () => {
    const read = readFormFields(
      formOf(['__proto__.polluted', 'yes'], ['constructor.prototype.polluted', 'yes'], ['name', 'x']),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(read['name']).toBe('x');
  });

  it('refuses a form with more fields than any of ours, or nested more deeply', () => {
    expect(() =>
      readFormFields(formOf(...Array.from({ length: 12_001 }, (_, n): [string, string] => [`f${n}`, '']))),
    ).toThrow();
    expect(() => readFormFields(formOf(['a.b.c.d.e.f.g.h.i.j', '']))).toThrow();
  });
});
