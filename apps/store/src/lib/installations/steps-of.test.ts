import { expect, test } from 'vitest';
import { stepsOf } from './steps-of.ts';

const delivery = {
  id: 'msg_1',
  topic: 'subscribe' as const,
  status: 'pending' as const,
  attempts: 0,
  nextAttemptAt: null,
  lastStatusCode: null,
  lastError: null,
};
const installation = {
  app: { name: 'Tag Sync' },
  status: 'pending' as const,
  delivery,
  createdAt: '2026-11-27T10:00:00.000Z',
  activatedAt: null,
};
const states = (changes: object) => stepsOf({ ...installation, ...changes }).map(({ state }) => state);

test('leads from the consent over the server to its being ready', () => {
  expect(states({})).toEqual(['done', 'now', 'todo']);
  expect(states({ status: 'failed', delivery: { ...delivery, status: 'refused' } })).toEqual([
    'done',
    'failed',
    'todo',
  ]);
  expect(states({ status: 'active', delivery: { ...delivery, status: 'delivered' } })).toEqual([
    'done',
    'done',
    'done',
  ]);
});

test('counts tries from the second on', () => {
  const [, first] = stepsOf({ ...installation, delivery: { ...delivery, attempts: 1 } });
  const [, second] = stepsOf({ ...installation, delivery: { ...delivery, attempts: 2 } });
  expect([first?.detail, second?.detail]).toEqual([null, 'Tries so far: 2']);
});

test.each([
  ['an app without a set-up by its server', { status: 'active', delivery: null }],
  ['one whose key was ended later', { status: 'failed', delivery: { ...delivery, status: 'delivered' } }],
  ['one that is uninstalled', { status: 'uninstalled', delivery: { ...delivery, topic: 'unsubscribe' } }],
])('has none for %s', (_what, changes) => {
  expect(states(changes)).toEqual([]);
});
