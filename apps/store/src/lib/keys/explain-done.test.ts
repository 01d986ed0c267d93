import { expect, test } from 'vitest';
import { explainDone, type KeyState } from './explain-done.ts';

const live = { status: 'live', allowedNetworks: null } as const;
const state = (given: Partial<KeyState>): KeyState => ({ present: [live], history: [{ event: 'minted' }], ...given });

test.each<[string, Partial<KeyState>, Partial<KeyState>]>([
  ['rotate', { history: [{ event: 'refused' }, { event: 'rotated' }] }, {}],
  ['pause', { present: [{ ...live, status: 'paused' }] }, {}],
  ['resume', {}, { present: [{ ...live, status: 'paused' }] }],
  ['networks', { present: [{ ...live, allowedNetworks: ['10.0.0.0/8'] }] }, {}],
  ['anywhere', {}, { present: [{ ...live, allowedNetworks: [] }] }],
  ['end', { present: [] }, {}],
])('says that %s is done where the keys stand so, and nothing where they do not', (deed, done, undone) => {
  expect(explainDone(deed, state(done))).toEqual(expect.any(String));
  expect(explainDone(deed, state(undone))).toBeNull();
});

test.each([null, '', 'toString', '__proto__', 'other'])('%j is nothing that was done', (deed) => {
  expect(explainDone(deed, state({}))).toBeNull();
});
