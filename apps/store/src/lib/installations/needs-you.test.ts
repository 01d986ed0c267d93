import { expect, test } from 'vitest';
import type { Installation } from '#lib/server/api.ts';
import { needsYou } from './needs-you.ts';

const installed = (id: string, status: string, update: object | null = null) =>
  ({ id, status, update, app: { name: `App ${id}` } }) as unknown as Installation;

test('names what does not work before what asks for more, and nothing that goes on by itself', () => {
  const waiting = { version: '2.0.0', status: 'waiting' };
  const found = needsYou([
    installed('a', 'active'),
    installed('b', 'active', waiting),
    installed('c', 'pending'),
    installed('d', 'failed'),
    installed('e', 'active', { ...waiting, status: 'declined' }),
  ]);
  expect(found).toEqual([
    { id: 'd', name: 'App d', what: 'is not working' },
    { id: 'b', name: 'App b', what: 'asks for more in version 2.0.0' },
  ]);
});
