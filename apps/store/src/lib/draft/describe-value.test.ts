import { expect, it } from 'vitest';
import { describeValue } from './describe-value.ts';

it.each([
  [undefined, 'Not there'],
  ['', 'Empty'],
  ['a\nb', 'a\nb'],
  [false, 'No'],
  [{ id: 'flows:view', reason: 'To read.', optional: true }, 'id: flows:view\nreason: To read.\noptional: Yes'],
  [{ json: { key: 'a' } }, '{\n  "json": {\n    "key": "a"\n  }\n}'],
  [[1], '[\n  1\n]'],
  [{}, '{}'],
])('tells people %j as %j', (value, words) => {
  expect(describeValue(value)).toBe(words);
});
