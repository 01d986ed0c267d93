import { expect, test } from 'vitest';
import { assertEarned, judgeUse, type UseOfApp } from './real-use.ts';

const now = new Date('2026-11-27T12:00:00Z');
const ago = (days: number, ms = 0) => new Date(now.getTime() - days * 24 * 3_600_000 - ms);
const use = (changes: Partial<UseOfApp> = {}): UseOfApp => ({
  version: '1.0.0',
  isTest: false,
  firstActiveAt: ago(7),
  endedAt: null,
  keyUsedAt: null,
  ...changes,
});
const judge = (...installations: UseOfApp[]) => judgeUse({ isDevelopers: false, installations }, now);

test.each([
  ['worked for seven days', use()],
  ['used its key a moment after it began to work', use({ firstActiveAt: ago(0), keyUsedAt: now })],
  ['used its key 90 days ago', use({ firstActiveAt: ago(91), endedAt: ago(90), keyUsedAt: ago(90) })],
  ['worked for seven days, and was uninstalled a year ago', use({ firstActiveAt: ago(372), endedAt: ago(365) })],
])('an installation that %s has earned a review', (_, installation) => {
  expect(judge(installation)).toEqual({ ok: true, version: '1.0.0' });
});

test.each([
  ['never worked', use({ firstActiveAt: null, keyUsedAt: now }), 'never_active', null],
  ['is a try in a sandbox', use({ isTest: true, firstActiveAt: ago(300), keyUsedAt: now }), 'never_active', null],
  ['works for a moment less than seven days', use({ firstActiveAt: ago(7, -1) }), 'too_early', ago(0, -1)],
  ['was left after six days', use({ firstActiveAt: ago(60), endedAt: ago(54) }), 'too_early', null],
  [
    'was left after a day and used its key 91 days ago',
    use({ firstActiveAt: ago(92), endedAt: ago(91), keyUsedAt: ago(90, 1) }),
    'too_early',
    null,
  ],
])('an installation that %s has not', (_, installation, reason, from) => {
  const judged = judge(installation);
  expect(judged).toEqual({ ok: false, reason, from });
  const told = { code: 'review_not_earned', extra: { reason, ...(from && { from: from.toISOString() }) } };
  expect(() => assertEarned(judged)).toThrow(expect.objectContaining(told));
});

test('one of several is enough, and the latest that has earned it names the version', () => {
  const fresh = use({ version: '3.0.0', firstActiveAt: ago(1) });
  expect(judge(fresh, use({ version: '2.0.0' }), use({ version: '1.0.0' }))).toEqual({ ok: true, version: '2.0.0' });
});

test('a workspace that never had it has not, and the developer’s own never has', () => {
  expect(judge()).toMatchObject({ reason: 'never_active' });
  const own = judgeUse({ isDevelopers: true, installations: [use({ keyUsedAt: now })] }, now);
  expect(own).toMatchObject({ ok: false, reason: 'own_app' });
});
