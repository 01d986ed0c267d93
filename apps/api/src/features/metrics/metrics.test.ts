import request from 'supertest';
import { createReceiver } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createApp } from '../../app.ts';
import { createTestApi } from '../../testing/create-test-api.ts';

const valueOf = (text: string, name: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1),
  );

test('tells of what waits and of what dispatchers have done, in the format of Prometheus', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver(({ path }) => ({ status: path === '/no' ? 422 : 200 }));
  const { services } = api;
  const enqueue = (path: string) => {
    const sent = { method: 'POST', url: `${receiver.url}${path}`, headers: {}, body: null };
    return services.inTransaction((em) =>
      services.outboxOf(em).enqueue({
        endpointId: 'app_1',
        topic: 'subscribe',
        subject: 'ins_1',
        tenant: 'ws_1',
        request: sent,
        display: sent,
        secrets: [],
      }),
    );
  };
  await services.inTransaction((em) => services.outboxOf(em).openEndpoint({ id: 'app_1' }));
  for (const path of ['/', '/no', '/']) await enqueue(path);
  const read = async () => (await request(api.app).get('/metrics').expect(200)).text;
  const before = await read();
  expect(valueOf(before, 'minimart_deliveries{state="ready"}')).toBe(3);
  expect(valueOf(before, 'minimart_delivery_oldest_ready_seconds')).toBeGreaterThan(0);
  expect(valueOf(before, 'minimart_dispatchers')).toBe(0);
  api.dispatch();
  await receiver.waitFor(3);
  await vi.waitFor(async () => {
    const text = await read();
    expect(valueOf(text, 'minimart_deliveries{state="ready"}')).toBe(0);
    expect(valueOf(text, 'minimart_dispatchers')).toBe(1);
    expect(text).toMatch(/^minimart_delivery_attempts_total\{dispatcher="dsp_\w{20}",outcome="delivered"\} 2$/m);
    expect(text).toMatch(/^minimart_delivery_attempts_total\{dispatcher="dsp_\w{20}",outcome="refused"\} 1$/m);
    expect(text).toMatch(/^minimart_delivery_attempt_seconds_count\{dispatcher="dsp_\w{20}"\} 3$/m);
  }, 30_000);
  expect(await read()).toMatch(/^process_resident_memory_bytes \d/m);
});

test('is not there for who calls from elsewhere, nor, once there is a token, for who does not send it', async () => {
  await using api = await createTestApi();
  await request(api.app).get('/metrics').set('x-forwarded-for', '203.0.113.7').expect(404);
  const config = { ...api.services.config, metricsToken: 'a-token-for-prometheus' };
  const guarded = createApp({ ...api.services, config });
  await request(guarded).get('/metrics').expect(404);
  await request(guarded).get('/metrics').set('authorization', 'Bearer a-token-for-promethesu').expect(404);
  await request(guarded)
    .get('/metrics')
    .set('x-forwarded-for', '203.0.113.7')
    .set('authorization', 'Bearer a-token-for-prometheus')
    .expect(200);
});
