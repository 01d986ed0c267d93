import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { checkSignature } from './check-signature.ts';
import { signDelivery } from './sign-delivery.ts';
import { createSigningSecret, publicKeyOf } from './signing-secret.ts';

const at = new Date('2026-11-26T12:00:00Z');
const [present, former, pair] = [createSigningSecret(), createSigningSecret(), createSigningSecret('v1a')];
const body = '{"a":1}';
const signed = (secrets: string[], when = at) => signDelivery({ id: 'msg_1', at: when, body }, secrets);
const check = (headers: Record<string, string>, changes: { body?: string; now?: Date } = {}) =>
  checkSignature({ headers, body: changes.body ?? body }, { secrets: [present, former, pair], now: changes.now ?? at });

test('knows a good signature, by either of two live secrets and by the key pair, whatever the case of the headers', () => {
  expect(check(signed([present]))).toEqual({ ok: true, secret: 0, ageSeconds: 0 });
  expect(check(signed([former]))).toEqual({ ok: true, secret: 1, ageSeconds: 0 });
  expect(check(signed([pair]))).toEqual({ ok: true, secret: 2, ageSeconds: 0 });
  const shouted = Object.fromEntries(
    Object.entries(signed([former])).map(([name, value]) => [name.toUpperCase(), value]),
  );
  expect(check(shouted)).toMatchObject({ ok: true });
});

test('agrees with the published library on what is good', () => {
  const headers = signed([present], new Date());
  expect(new Webhook(present).verify(body, headers)).toEqual({ a: 1 });
  expect(check(headers, { now: new Date() })).toMatchObject({ ok: true });
});

test('says which header is missing, and that a timestamp or a scheme is none', () => {
  const { 'webhook-id': _, ...rest } = signed([present]);
  expect(check(rest)).toEqual({ ok: false, reason: 'header_missing', header: 'webhook-id' });
  expect(check({ ...signed([present]), 'webhook-timestamp': 'soon' })).toMatchObject({
    reason: 'timestamp_unreadable',
  });
  expect(check({ ...signed([present]), 'webhook-signature': 'v2,abcd' })).toMatchObject({ reason: 'no_known_scheme' });
});

test('no secret matches a body, an id or a time that was changed, nor another secret', () => {
  expect(check(signed([present]), { body: '{"a": 1}' })).toEqual({ ok: false, reason: 'no_match' });
  expect(check({ ...signed([present]), 'webhook-id': 'msg_2' })).toMatchObject({ reason: 'no_match' });
  expect(check({ ...signed([pair]), 'webhook-timestamp': '1764158401' })).toMatchObject({ reason: 'no_match' });
  expect(check(signed([createSigningSecret()]))).toMatchObject({ reason: 'no_match' });
});

test('signatures without end are not all tried, since each costs a pass over the body', () => {
  const headers = signed([present]);
  const after = (count: number) => `${'v1,AAAA '.repeat(count)}${headers['webhook-signature']}`;
  expect(check({ ...headers, 'webhook-signature': after(15) })).toMatchObject({ ok: true });
  expect(check({ ...headers, 'webhook-signature': after(16) })).toMatchObject({ ok: false, reason: 'no_match' });
});

test('a good signature that is five minutes off is told apart from a bad one', () => {
  const later = new Date(at.getTime() + 301_000);
  expect(check(signed([present]), { now: later })).toEqual({ ok: false, reason: 'too_old', ageSeconds: 301 });
  expect(check(signed([present], later))).toEqual({ ok: false, reason: 'from_the_future', ageSeconds: -301 });
});

test('a key pair shows its public half in the form of Standard Webhooks', () => {
  expect(pair).toMatch(/^whsk_[A-Za-z0-9+/]{43}=$/);
  expect(publicKeyOf(pair)).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
});
