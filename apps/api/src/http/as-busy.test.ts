import { AccountsUnavailable } from '@minimart/accounts/mikro-orm';
import { Refusal } from '@minimart/problem';
import { expect, test } from 'vitest';
import { asBusy } from './as-busy.ts';

const coded = (code: string, message = 'inside words') => Object.assign(new Error(message), { code });

test.each(['57P01', '57P02', '57P03', '08006', '08001', '53100', '53200', '53300', '58030', '25006', '25P03'])(
  'PostgreSQL that is away or full (%s) is unavailable, also as the cause of another error, with a time to come back',
  (code) => {
    for (const error of [coded(code), new Error('outer', { cause: coded(code) })]) {
      const { extra, ...told } = asBusy(error) as Refusal;
      expect(told).toMatchObject({ code: 'unavailable' });
      expect(extra['retryAfterSeconds']).toBeOneOf([2, 3, 4, 5, 6]);
    }
  },
);

test.each([
  coded('ECONNREFUSED'),
  coded('ECONNRESET'),
  coded('ETIMEDOUT'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Connection terminated unexpectedly'),
  new Error('Query read timeout'),
  new AccountsUnavailable(),
])('a way to PostgreSQL that breaks (%s) is unavailable', (error) => {
  const refusal = asBusy(error) as Refusal;
  expect(refusal.code).toBe('unavailable');
  expect(refusal.message).not.toContain(error.message);
});

test.each(['ENOSPC', 'EDQUOT'])('a disk without room (%s) is said as that', (code) => {
  expect(asBusy(coded(code))).toMatchObject({ code: 'disk_full' });
});

test.each([coded('23505'), coded('42P01'), coded('ENOENT'), new TypeError('x is undefined'), undefined, 'text'])(
  'a defect (%s) stays what it is',
  (error) => {
    expect(asBusy(error)).toBe(error);
  },
);

test('a refusal stays what it is, whatever its cause', () => {
  const refusal = new Refusal({ code: 'not_found', detail: 'There is none.' });
  expect(asBusy(refusal)).toBe(refusal);
});
