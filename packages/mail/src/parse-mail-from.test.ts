import { expect, test } from 'vitest';
import { parseMailFrom } from './parse-mail-from.ts';

test.each([
  ['no-reply@example.com', { name: '', address: 'no-reply@example.com' }],
  ['Minimart <no-reply@example.com>', { name: 'Minimart', address: 'no-reply@example.com' }],
  ['"Tea, House" <a.b+c@mail.example.com>', { name: 'Tea, House', address: 'a.b+c@mail.example.com' }],
  ['a@localhost', { name: '', address: 'a@localhost' }],
])('%s is an address', (text, address) => {
  expect(parseMailFrom(text)).toEqual(address);
});

test.each(['', 'Minimart', 'a@', '@b', 'a@b, c@d', 'a <b@c> <d@e>', 'a\r\nBcc: x <a@b>', 'a b@c', 'a@b c', 'a@-b'])(
  '%j is none',
  (text) => expect(parseMailFrom(text)).toBeUndefined(),
);
