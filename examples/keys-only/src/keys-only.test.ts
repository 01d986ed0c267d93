import { createTestDatabase } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createReportsApp } from './create-reports-app.ts';
import { openKeys } from './open-keys.ts';

const ada = { actor: 'ada', address: '203.0.113.7' };
const dashboard = { subject: 'dashboard', tenant: 'finance' };

test('in an Express app and a database of its own: made, used, limited, replaced, ended, and all of it written down', async () => {
  await using db = await createTestDatabase();
  const keys = await openKeys(db.url);
  const app = createReportsApp(keys);
  const read = (key: string) => request(app).get('/reports').auth(key, { type: 'bearer' });
  // Nothing comes free again while it is counted, however long that takes.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  const { plain } = await keys.change(ada, (service) => service.mint({ ...dashboard, scopes: ['reports:read'] }));
  const answer = await read(plain).expect(200).expect('RateLimit-Policy', '"key";q=100;w=60');
  expect(answer.body).toMatchObject({ team: 'finance' });
  expect(answer.headers['ratelimit']).toBe('"key";r=99;t=1');

  const other = await keys.change(ada, (service) =>
    service.mint({ ...dashboard, subject: 'bot', scopes: ['users:read'] }),
  );
  expect((await read(other.plain).expect(403)).body).toMatchObject({ code: 'scope_missing', needed: 'reports:read' });
  expect((await request(app).get(`/reports?key=${plain}`).expect(400)).body).toMatchObject({ code: 'key_leaked' });

  const codes = await Promise.all(Array.from({ length: 110 }, async () => (await read(plain)).status));
  expect(codes.filter((code) => code === 429)).toHaveLength(11);
  expect((await read(plain).expect(429)).headers['retry-after']).toBe('1');
  clock.mockRestore();

  const next = await keys.change(ada, (service) => service.rotate({ subject: 'dashboard', overlapMs: 0 }));
  await vi.waitFor(async () => expect((await read(plain)).status).toBe(401), 10_000);
  await read(next.plain).expect(200);
  await keys.change(ada, (service) => service.revokeBySubject('dashboard', 'gone'));
  await vi.waitFor(async () => expect((await read(next.plain)).status).toBe(401), 10_000);

  const history = await keys.change(ada, (service) => service.historyOf('dashboard'));
  expect(history.map(({ event, actor, address }) => [event, actor, address].join(' '))).toEqual(
    ['revoked', 'rotated', 'revoked', 'minted', 'minted'].map((event) => `${event} ada 203.0.113.7`),
  );
  await keys.close();
});
