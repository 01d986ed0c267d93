import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import type { LoadWatch } from './load-watch.ts';
import { createTestApi } from '../testing/create-test-api.ts';

test('calls that are turned away are 503 as overloaded with a Retry-After that differs, and are counted; health and figures are always told', async () => {
  await using api = await createTestApi();
  const shed = { event_loop: 0, database: 0 };
  const sheds = (isSigned: boolean) => !isSigned && (shed.event_loop += 1) > 0;
  const { state } = api.services.load;
  const app = createApp({ ...api.services, load: { state, shed, sheds } as LoadWatch });
  const waits = new Set<string>();
  for (let time = 0; time < 40; time += 1) {
    const answer = await request(app).get('/v1/apps').expect(503);
    expect(answer.body).toMatchObject({ code: 'overloaded', status: 503, retryAfterSeconds: expect.any(Number) });
    waits.add(answer.headers['retry-after'] as string);
  }
  expect(waits.size).toBeGreaterThan(1);
  expect([...waits].every((seconds) => Number(seconds) >= 2 && Number(seconds) <= 6)).toBe(true);
  const platform = await request(app).get('/api/flow/tags').expect(503);
  expect(platform.body).toMatchObject({ code: 'overloaded', message: expect.any(String) });
  await request(app).post('/v1/auth/sign-in/email').send({}).expect(503);
  await request(app).get('/v1/apps').set('cookie', 'minimart.session_token=x').expect(200);
  await request(app).get('/api/flow/tags').set('authorization', 'Bearer x').expect(401);
  await request(app).get('/health/live').expect(200);
  await request(app).get('/health/ready').expect(200);
  const { text } = await request(app).get('/metrics').expect(200);
  expect(text).toContain('minimart_shed_calls_total{reason="event_loop"} 42');
  expect(text).toContain('minimart_database_connections{state="waited_for"} 0');
});
