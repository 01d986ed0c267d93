import { expect, test } from 'vitest';
import { readBase } from './read-base.ts';

function formWith(base: string): FormData {
  const form = new FormData();
  form.set('base', base);
  return form;
}

test('reads what the page wrote there', () => {
  expect(readBase(formWith('{"scopes":[]}'))).toEqual({ scopes: [] });
});

test.each(['', '[]', 'null', '{"scopes":'])('answers %j with 400 and not with a defect', (base) => {
  expect(() => readBase(formWith(base))).toThrow(expect.objectContaining({ status: 400 }));
});

test('answers an object of another shape with 400', () => {
  const use = ({ scopes }: { scopes: string[] }) => scopes.map((scope) => scope);
  expect(() => readBase(formWith('{}'), use)).toThrow(expect.objectContaining({ status: 400 }));
});

test('leaves out a name that no page can be made with', () => {
  expect(Object.keys(readBase(formWith('{"a":1,"__proto__":{"b":2}}')))).toEqual(['a']);
});
