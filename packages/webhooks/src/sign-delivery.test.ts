import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { createSigningSecret } from './signing-secret.ts';
import { signDelivery } from './sign-delivery.ts';

const body = '{"name":"Zoë 🛒"}';

test('the published library verifies a signature', () => {
  const secret = createSigningSecret();
  const headers = signDelivery({ id: 'msg_1', at: new Date(), body }, [secret]);
  expect(new Webhook(secret).verify(body, headers)).toEqual({ name: 'Zoë 🛒' });
  expect(() => new Webhook(secret).verify(body.replace('name', 'nome'), headers)).toThrow();
});

test('during a rotation either secret verifies, a third does not', () => {
  const [fresh, former] = [createSigningSecret(), createSigningSecret()];
  const headers = signDelivery({ id: 'msg_1', at: new Date(), body }, [fresh, former]);
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of [fresh, former]) expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
  expect(() => new Webhook(createSigningSecret()).verify(body, headers)).toThrow();
});

test('a later attempt keeps its id and has a timestamp and signature of its own', () => {
  const secret = createSigningSecret();
  const [first, second] = ['2026-11-23T12:00:00Z', '2026-11-23T12:00:05Z'].map((at) =>
    signDelivery({ id: 'msg_1', at: new Date(at), body: null }, [secret]),
  );
  expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
  expect(second?.['webhook-timestamp']).toBe('1795435205');
  expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature']);
});

test('a secret is whsec_ and base64 of 32 bytes', () => {
  const secret = createSigningSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(() => signDelivery({ id: 'msg_1', at: new Date(), body }, ['nonsense'])).toThrow('whsec_');
  expect(() => signDelivery({ id: 'msg_1', at: new Date(), body }, [])).toThrow('signing secret');
});
