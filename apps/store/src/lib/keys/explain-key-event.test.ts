import { expect, test } from 'vitest';
import { explainKeyEvent } from './explain-key-event.ts';

test.each([
  [{ event: 'minted', detail: {} }, 'A key was made.'],
  [{ event: 'rotated', detail: { overlapMs: 86_400_000 } }, 'Replaced by a new key; works on for 24 hours.'],
  [{ event: 'rotated', detail: { overlapMs: 3_600_000 } }, 'Replaced by a new key; works on for an hour.'],
  [{ event: 'rotated', detail: { overlapMs: 0 } }, 'Replaced by a new key at once.'],
  [{ event: 'revoked', detail: { reason: 'uninstall' } }, 'Ended: the app was uninstalled.'],
  [{ event: 'revoked', detail: { reason: 'something new' } }, 'Ended: something new.'],
  [{ event: 'refused', detail: { reason: 'disabled', times: 1 } }, 'Refused once: it was paused.'],
  [
    { event: 'refused', detail: { reason: 'network', times: 7 } },
    'Refused 7 times: it was used from a network that is not allowed.',
  ],
  [{ event: 'networks_changed', detail: { to: ['10.0.0.0/8'] } }, 'May be used from 10.0.0.0/8 only.'],
  [{ event: 'networks_changed', detail: { to: [] } }, 'May be used from nowhere.'],
  [{ event: 'networks_changed', detail: { to: null } }, 'May be used from anywhere.'],
  [
    { event: 'leaked', detail: { place: 'public', url: 'https://example.com/a.js' } },
    'Found in public at https://example.com/a.js, so we ended it at once.',
  ],
  [
    { event: 'leaked', detail: { reason: 'query' } },
    'The app put it into the address of a call, where it ends up in logs. We refused the call; replace the key.',
  ],
] as const)('%j reads: %s', (event, told) => {
  expect(explainKeyEvent({ ...event, actor: 'Ada' } as never)).toBe(told);
});
