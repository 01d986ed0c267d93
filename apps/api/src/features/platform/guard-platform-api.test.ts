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
