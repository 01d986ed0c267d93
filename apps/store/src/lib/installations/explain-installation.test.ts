import { expect, test } from 'vitest';
import type { Delivery } from '#lib/server/api.ts';
import { explainInstallation } from './explain-installation.ts';

const app = { name: 'Tag Sync' };
const activatedAt = null;
const key = { id: 'key_1', start: 'mm_live_ab12', lastFour: '9xYz' };
const delivery: Delivery = {
  id: 'msg_1',
  topic: 'subscribe',
  status: 'pending',
  attempts: 0,
  nextAttemptAt: null,
  lastStatusCode: null,
  lastError: null,
};

test('before the first try, says that it is on its way', () => {
  expect(explainInstallation({ activatedAt, app, key, status: 'pending', delivery })).toMatchObject({
    kind: 'info',
    title: 'Setting up Tag Sync',
  });
});

test('after failed tries, says how many and what came back', () => {
  const { kind, text } = explainInstallation({
    activatedAt,
    app,
    key,
    status: 'pending',
    delivery: { ...delivery, attempts: 3, lastStatusCode: 500 },
  });
  expect(kind).toBe('caution');
  expect(text).toContain('answered with an error (500) at the last of 3 tries');
});

test('a server that did not answer at all is told apart from one that answered an error', () => {
  expect(
    explainInstallation({ activatedAt, app, key, status: 'pending', delivery: { ...delivery, attempts: 1 } }).text,
  ).toContain('did not answer at the first try');
});

test.each([
  ['refused', 'refused the set-up'],
  ['gave_up', 'could not be reached'],
  ['cancelled', 'was cancelled'],
  ['gone', 'no longer takes installations'],
] as const)('a failed installation whose request was %s says so, and that the key is ended', (status, words) => {
  const { text } = explainInstallation({ activatedAt, app, key, status: 'failed', delivery: { ...delivery, status } });
  expect(text).toContain(words);
  expect(text).toContain('key has been ended');
});

test('an app without key says that it has no access', () => {
  expect(explainInstallation({ activatedAt, app, key: null, status: 'active', delivery: null }).text).toContain(
    'no access',
  );
});

test('an installation that was taken back before it worked is not told as one that was used', () => {
  const cancelled = { ...delivery, status: 'cancelled' as const };
  const taken = explainInstallation({ activatedAt, app, key, status: 'uninstalled', delivery: cancelled });
  expect(taken.text).toContain('before its set-up was finished');
  const used = { app, key, status: 'uninstalled' as const, delivery };
  expect(explainInstallation({ ...used, activatedAt: '2026-11-20T09:00:00.000Z' }).text).toContain('stopped working');
});
