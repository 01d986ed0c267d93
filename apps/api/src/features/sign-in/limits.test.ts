import { afterAll, beforeAll, expect, test } from 'vitest';
import { authCalls } from './auth-calls.ts';
import { openAccounts, type Accounts } from './open-accounts.fixture.ts';

let accounts: Accounts;
beforeAll(async () => void (accounts = await openAccounts({ signInLimit: { calls: 3, seconds: 600 } })));
afterAll(() => accounts[Symbol.asyncDispose]());

const counted = Map.groupBy(
  authCalls.filter((each) => each.counted !== undefined),
  (each) => each.counted!,
);

test.each([...counted])(
  'calls of the kind %s are limited by address, together, and apart from others',
  async (_kind, calls) => {
    const statuses: number[] = [];
    const allowed = calls[0]!.isOften ? 18 : 3;
    for (let n = 0; n <= allowed; n += 1) {
      const { call, method } = calls[n % calls.length]!;
      const answer = method === 'get' ? accounts.get(`/v1/auth/${call}`) : accounts.post(call, {});
      statuses.push((await answer).status);
    }
    expect(statuses.slice(0, allowed)).not.toContain(429);
    expect(statuses[allowed]).toBe(429);
  },
);

test('every call that checks a secret or sends a mail is counted', () => {
  expect(authCalls.filter(({ counted: kind }) => kind === undefined).map(({ call }) => call)).toEqual([
    'get-session',
    'sign-out',
  ]);
});

test('an address gets five mails an hour, from wherever they are asked for', async () => {
  await using others = await openAccounts({ signInLimit: { calls: 100, seconds: 60 } });
  const statuses: number[] = [];
  for (let n = 0; n < 6; n += 1)
    statuses.push((await others.post('request-password-reset', { email: 'full@example.com' })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  const elsewhere = await others.post('request-password-reset', { email: 'empty@example.com' });
  expect(elsewhere.status).toBe(200);
});

test('nor more by signing in with an address that is not confirmed; what is asked for then is refused', async () => {
  await using others = await openAccounts({ signInLimit: { calls: 100, seconds: 60 } });
  const stranger = { email: 'not-mine@example.com', password: 'a good password' };
  await others.post('sign-up/email', { name: 'Eve', ...stranger });
  for (let n = 0; n < 6; n += 1) {
    const { status, body } = await others.post('sign-in/email', { ...stranger, email: 'Not-Mine@example.com' });
    expect([status, body['code']]).toEqual([403, 'EMAIL_NOT_VERIFIED']);
  }
  expect(await others.mailsTo(stranger.email)).toHaveLength(5);
  expect((await others.post('send-verification-email', { email: stranger.email })).status).toBe(429);
});
