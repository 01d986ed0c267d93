import { expect, test } from 'vitest';
import { describeFailure, failureKinds } from './describe-failure.ts';

const coded = (code: string, message = 'secret') => Object.assign(new Error(message), { code });

test.each([
  ['DNS_ENOTFOUND', 'dns'],
  ['DNS_ETIMEOUT', 'dns'],
  ['ECONNREFUSED', 'connect'],
  ['ETIMEDOUT', 'connect'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['EPROTO', 'tls'],
  ['ECONNRESET', 'closed'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too_large'],
  ['UND_ERR_INVALID_ARG', 'unsendable'],
  ['SOMETHING_NEW', 'other'],
])('an error of code %s is a failure of kind %s', (code, failure) => {
  expect(failureKinds).toContain(failure);
  expect(describeFailure(coded(code))).toEqual({ failure, error: expect.stringMatching(/^[A-Z].*\.$/) });
});

test('finds the code of an error in its causes and parts', () => {
  const parts = new AggregateError([new Error('a'), coded('ECONNREFUSED')]);
  expect(describeFailure(new Error('b', { cause: parts }))).toMatchObject({ failure: 'connect' });
});

test.each([coded('ECONNRESET'), coded('NEW_CODE'), new Error('secret'), 'secret', undefined])(
  'never repeats what an error says: %s',
  (error) => expect(describeFailure(error).error).not.toContain('secret'),
);
