import { expect, test } from 'vitest';
import { readLeaving } from './read-leaving.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

test.each([
  [{}, {}],
  [{ reason: '', note: '  ' }, {}],
  [{ reason: 'replaced' }, { reason: 'replaced' }],
  [{ reason: 'constructor', note: 'one\r\ntwo ' }, { note: 'one\ntwo' }],
  [
    { reason: 'other', note: 'x' },
    { reason: 'other', note: 'x' },
  ],
] as Record<string, string>[][])('%j says %j', (fields, body) => {
  expect(readLeaving(form(fields!)).body).toEqual(body);
});
