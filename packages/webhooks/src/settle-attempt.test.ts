import { mintToken } from '@minimart/tokens';
import { expect, test } from 'vitest';
import type { SendResult } from './create-sender.ts';
import { settleAttempt } from './settle-attempt.ts';

const key = 'mm_live_Ab12Cd34Ef56Gh78';

function settle(result: SendResult, attempt = 1) {
  const claimed = {
    id: 'msg_1',
    endpointId: 'app_1',
    fence: '1',
    attempt,
    planFrom: 0,
    createdOn: '2026-11-23',
    isEndpointDisabled: false,
    sealed: Buffer.alloc(0),
    signingSecrets: [],
  };
  const startedAt = new Date('2026-11-23T12:00:00Z');
  return settleAttempt({ claimed, startedAt, durationMs: 5, result, secrets: [key] }, () => 0.5);
}

function answered(statusCode: number, body = '', headers: Record<string, string> = {}): SendResult {
  return { kind: 'answered', statusCode, headers, body, truncated: false };
}

test('a refusal ends the delivery at once with the words of the app, without the key', () => {
  const { status, message, retryInMs } = settle(answered(422, `{"message":"<b>No</b> ${key}"}`));
  expect([status, message, retryInMs]).toEqual(['refused', 'No ••••', null]);
});

test('an answer that repeats a key which the request did not carry is kept without it', () => {
  const former = mintToken('mm_live');
  const { message, record } = settle(answered(409, `{"message":"I have ${former}"}`, { 'x-former': former }));
  expect(message).toBe('I have ••••');
  expect(JSON.stringify(record)).not.toContain(former);
});

test('a failure waits for its turn in the plan, and the tenth gives up', () => {
  expect(settle(answered(503))).toMatchObject({ status: 'pending', retryInMs: 5000, message: null });
  expect(settle(answered(503, '', { 'retry-after': '60' }))).toMatchObject({ status: 'pending', retryInMs: 66_000 });
  expect(settle(answered(503), 10)).toMatchObject({ status: 'gave_up', retryInMs: null });
});

test('a destination that is forbidden at dial ends the delivery at once', () => {
  const { status, record } = settle({ kind: 'unsendable', failure: 'forbidden', error: 'The host points inside.' });
  expect(status).toBe('gave_up');
  expect(record).toMatchObject({ outcome: 'forbidden', statusCode: null, error: 'The host points inside.' });
});

test('a redirect is a failure that says why', () => {
  const { status, record } = settle(answered(302, '', { location: 'http://169.254.169.254/' }));
  expect(status).toBe('pending');
  expect(record?.error).toBe('The server answered 302; redirects are not followed.');
});

test('410 is the end', () => expect(settle(answered(410))).toMatchObject({ status: 'gone', retryInMs: null }));
