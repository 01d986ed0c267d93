import { expect, test } from 'vitest';
import { prettyBody } from './pretty-body.ts';

test('JSON comes on lines of its own', () => {
  const value = { key: '••••', nested: [{ a: 1 }, [], {}], text: 'a "quoted", {braced}: \\ one\n' };
  expect(prettyBody(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  expect(prettyBody(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
});

test('numbers, escapes and repeated names stay as they were sent', () => {
  expect(prettyBody('{"id":12345678901234567890,"id":1.0,"e":"\\u00e9"}')).toBe(
    '{\n  "id": 12345678901234567890,\n  "id": 1.0,\n  "e": "\\u00e9"\n}',
  );
});

test.each(['', 'hello', '{"cut": "of', 'a=1&b={}', '"text"', '<p>{}</p>'])('%j stays as it is', (text) => {
  expect(prettyBody(text)).toBe(text);
});
