import { expect, it } from 'vitest';
import { checkResponseFields } from './check-response-fields.ts';
import { takeResponseFields } from './take-response-fields.ts';

const take = (path: string, body: string | null, truncated = false) =>
  takeResponseFields([{ name: 'x', path }], { body, truncated })[0];

it.each([
  ['$.a', '{"a":"text"}', 'text'],
  ['$.a', '{"a":1.5}', 1.5],
  ['$.a', '{"a":false}', false],
  ['$.a', '{"a":"{{api_key}}"}', '{{api_key}}'],
  ['$.a', String.raw`{"a":"half \ud800 and \u0000 nul"}`, 'half \ufffd and  nul'],
  ['$.a', '{"a":9007199254740991}', 9_007_199_254_740_991],
  ['$.a', '{"a":12345678901234567890}', '12345678901234567890'],
  ['$.a', '{"a":1e400}', '1e400'],
  ['$.a', '{"__proto__":{"a":1},"a":2}', 2],
  ['$.__proto__', '{"__proto__":"own"}', 'own'],
])('%s in %s is %j', (path, body, value) => {
  expect(take(path, body)).toEqual({ name: 'x', path, value, note: null });
});

it.each([
  ['{"b":1}', false, 'There is nothing at this path.'],
  ['{"a":null}', false, 'It is null there.'],
  ['{"a":{}}', false, 'There is an object, and a field holds one value. Lead the path further.'],
  ['{"a":[1]}', false, 'There is a list, and a field holds one value. Lead the path further.'],
  [`{"a":"${'x'.repeat(2001)}"}`, false, 'The text there is longer than 2000 characters.'],
  ['{"__proto__":{"a":1}}', false, 'There is nothing at this path.'],
  ['['.repeat(30_000) + ']'.repeat(30_000), false, 'The answer is not JSON.'],
  ['<p>ok</p>', false, 'The answer is not JSON.'],
  ['', false, 'The answer is not JSON.'],
  [null, false, 'The answer is not JSON.'],
  ['{"a":"cut', true, 'The answer is too long, so it was not read to its end.'],
])('takes nothing from %s, and says why', (body, truncated, note) => {
  expect(take('$.a', body, truncated)).toEqual({ name: 'x', path: '$.a', value: null, note });
});

it('finds a name that is there twice, and a path that cannot be read, each at its field', () => {
  const fields = [
    { name: 'id', path: '$.id' },
    { name: 'id', path: 'id' },
  ];
  expect(checkResponseFields(fields, 'response')).toEqual([
    { path: 'response[1].name', message: 'The name id is there twice.' },
    { path: 'response[1].path', message: 'The path must begin with $, such as $.id.' },
  ]);
});
