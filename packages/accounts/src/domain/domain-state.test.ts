import { expect, test } from 'vitest';
import { afterCheck, beginClaim, graceEndsAt, graceMs, statusOf } from './domain-state.ts';
import type { Finding } from './finding.ts';

const hour = 3_600_000;
const start = new Date('2026-11-01T00:00:00Z');
const at = (hours: number) => new Date(start.getTime() + hours * hour);
const found: Finding = { isFound: true };
const gone: Finding = { isFound: false, reason: 'absent', found: 'Nothing.', remedy: 'Add it.' };

test('a proof that stays away unverifies after the grace, and not one check before', () => {
  const verified = afterCheck(beginClaim(start), found, at(1));
  expect([statusOf(beginClaim(start)), statusOf(verified)]).toEqual(['waiting', 'verified']);
  const failing = afterCheck(verified, gone, at(30));
  expect([statusOf(failing), graceEndsAt(failing)]).toEqual(['failing', at(30 + 7 * 24)]);
  const nearly = afterCheck(failing, gone, new Date(at(30).getTime() + graceMs - 1));
  expect(statusOf(nearly)).toBe('failing');
  const lost = afterCheck(nearly, gone, new Date(at(30).getTime() + graceMs));
  expect([statusOf(lost), lost.verifiedAt, graceEndsAt(lost)]).toEqual(['lost', null, null]);
  expect(statusOf(afterCheck(lost, found, at(400)))).toBe('verified');
});

test('one check alone never takes a verification away, however long nobody looked', () => {
  const verified = afterCheck(beginClaim(start), found, at(1));
  expect(statusOf(afterCheck(verified, gone, at(10_000)))).toBe('failing');
});

test('a proof that is back within the grace leaves the verification as old as it was', () => {
  const verified = afterCheck(beginClaim(start), found, at(1));
  const back = afterCheck(afterCheck(verified, gone, at(30)), found, at(40));
  expect(back).toMatchObject({ verifiedAt: at(1), failingSince: null, nextCheckAt: at(64) });
});

test('a proof that never came is looked for every six hours for two weeks, then only when asked', () => {
  let state = beginClaim(start);
  let checks = 0;
  for (; state.nextCheckAt !== null; checks += 1) state = afterCheck(state, gone, state.nextCheckAt);
  expect([checks, statusOf(state)]).toEqual([56, 'waiting']);
  expect(statusOf(afterCheck(state, found, at(9_999)))).toBe('verified');
});
