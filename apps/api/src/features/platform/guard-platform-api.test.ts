import { mintToken } from '@minimart/tokens';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createApp } from '../../app.ts';
import { createTestApi } from '../../testing/create-test-api.ts';

test('texts that look like keys cost look-ups up to the limit of bad keys, and are refused all the same', async () => {
  await using api = await createTestApi();
  const { services } = api;
  const app = createApp({ ...services, config: { ...services.config, badKeyLimit: { calls: 3, seconds: 3_600 } } });
  const reads = vi.spyOn(services.keyPool, 'query');
  for (let call = 0; call < 4; call += 1) {
    const content = Array.from({ length: 20 }, () => mintToken('mm_live')).join(' ');
    const answer = await request(app).post('/api/subscriber/send-text').send({ content }).expect(400);
    expect(answer.body).toMatchObject({ code: 'key_leaked', place: 'body' });
  }
  expect(reads).toHaveBeenCalledTimes(3);
});

test('texts that look like keys and come all at once cost no more look-ups than the limit', async () => {
  await using api = await createTestApi();
  const { services } = api;
  const app = createApp({ ...services, config: { ...services.config, badKeyLimit: { calls: 3, seconds: 3_600 } } });
  const reads = vi.spyOn(services.keyPool, 'query');
  const send = () =>
    request(app)
      .post('/api/subscriber/send-text')
      .send({ content: mintToken('mm_live') });
  const answers = await Promise.all(Array.from({ length: 20 }, () => send()));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(400));
  expect(reads).toHaveBeenCalledTimes(3);
});

test('a key written with escapes in JSON reaches no handler', async () => {
  await using api = await createTestApi();
  const plain = mintToken('mm_live');
  const call = request(api.app).post('/api/flow/create-tag').set('content-type', 'application/json');
  const { body } = await call.send(`{"name":"\\u006d${plain.slice(1)}"}`).expect(400);
  expect(body).toMatchObject({ code: 'key_leaked', place: 'body' });
});
