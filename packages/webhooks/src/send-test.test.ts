import { createReceiver } from '@minimart/test-kit';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { openSigner } from './open-signer.ts';
import { openSender, type TestSender } from './open-sender.fixture.ts';
import { sendTest } from './send-test.ts';
import { createSigningSecret } from './signing-secret.ts';

const secret = createSigningSecret('v1');
const key = 'mm_test_0123456789abcdefghijABCDEFGHIJ';

function send(sender: TestSender, url: string) {
  const request = { method: 'POST', url, headers: { 'X-App': 'app_1', host: 'evil.test' }, body: `{"key":"${key}"}` };
  const ports = { sender, signers: [openSigner(secret)], userAgent: 'Minimart/test', now: () => new Date() };
  return sendTest(ports, { request, display: { ...request, body: '{"key":"••••"}' }, secrets: [key] });
}

test('goes out as a delivery does, and shows what went out with its secrets masked', async () => {
  await using receiver = await createReceiver();
  await using sender = openSender();
  const { id, request, signature, record } = await send(sender, receiver.url);
  const [received] = receiver.requests;
  new Webhook(secret).verify(received!.body, received!.headers as Record<string, string>);
  expect(id).toMatch(/^test_/);
  expect(received!.headers).toMatchObject({
    ...signature,
    'webhook-id': id,
    'x-app': 'app_1',
    'user-agent': 'Minimart/test',
  });
  expect(received!.headers['host']).not.toBe('evil.test');
  expect(request).toMatchObject({ body: '{"key":"••••"}', headers: { ...signature, 'x-app': 'app_1' } });
  expect(record).toMatchObject({ outcome: 'delivered', statusCode: 200 });
});

test('keeps secrets out of whatever comes back, but for the body that values are read from', async () => {
  const echo = JSON.stringify({ message: `No ${key}`, signing: secret });
  await using receiver = await createReceiver(() => ({ status: 422, body: echo, headers: { 'x-key': key } }));
  await using sender = openSender();
  const result = await send(sender, receiver.url);
  expect(result.body).toBe(echo);
  const { body: _, ...shown } = result;
  expect(JSON.stringify(shown)).not.toContain(key.slice(-20));
  expect(JSON.stringify(shown)).not.toContain(secret.slice(6));
  expect(result.message).toBe('No ••••');
  expect(result.redact(`a ${key}`)).toBe('a ••••');
});

test.each(['http://169.254.169.254/latest', 'http://10.0.0.1/', 'http://[::1]/'])(
  'sends nothing to %s',
  async (url) => {
    await using sender = openSender();
    expect((await send(sender, url)).record).toMatchObject({ outcome: 'forbidden', statusCode: null });
  },
);
