import express, { type ErrorRequestHandler } from 'express';
import { mintToken } from '@minimart/tokens';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { refuseLeakedKeys, type LeakedKeys } from './index.ts';

const key = mintToken('mm_live');

function setUp(onLeak: (leak: LeakedKeys) => Promise<void> = async () => {}) {
  const told = vi.fn(onLeak);
  const handler = vi.fn();
  const app = express().use(express.text());
  app.use(refuseLeakedKeys({ onLeak: told, bodyOf: (req) => (typeof req.body === 'string' ? req.body : undefined) }));
  app.use((_req, res) => {
    handler();
    res.json({});
  });
  const onError: ErrorRequestHandler = (error: Error, _req, res, _next) =>
    void res.status(500).json({ seen: error.message });
  app.use(onError);
  return { app, told, handler };
}

test.each([
  ['path', `/reports/${key}/x`, undefined],
  ['path', `/reports/${key.replaceAll('_', '%5f')}`, undefined],
  ['query', `/reports?a=1&key=${key}`, undefined],
  ['query', `/reports?a=?${key}`, undefined],
  ['body', '/reports', `{"note":"${key}"}`],
  ['body', '/reports', `{"note":"\\u006d\\u006D${key.slice(2)}"}`],
])('a key in the %s is refused, told, and goes no further', async (place, path, body) => {
  const { app, told, handler } = setUp();
  const answer = await request(app)
    .post(path)
    .type('text/plain')
    .send(body ?? 'nothing')
    .expect(400)
    .expect('Cache-Control', 'no-store');
  expect(answer.body).toMatchObject({ code: 'key_leaked', place });
  expect(answer.body.detail).toContain(`in the ${place} of this request`);
  expect(answer.text).not.toContain(key);
  expect(told.mock.calls).toEqual([[{ keys: [key], place, address: expect.stringContaining('127.0.0.1') }]]);
  expect(handler).not.toHaveBeenCalled();
});

test('a call without a key passes: escapes that are broken or not ASCII, a mistyped key, no body', async () => {
  const { app, told } = setUp();
  for (const path of ['/%E0%A4%A', '/%zz?q=%ff%', `/${key.slice(0, -1)}-`, '/?x=%C3%A4'])
    await request(app).get(path).expect(200);
  expect(told).not.toHaveBeenCalled();
});

test('when it cannot be written down, the error handler answers and the call goes no further', async () => {
  const { app, handler } = setUp(() => Promise.reject(new Error('down')));
  expect((await request(app).get(`/?${key}`).expect(500)).body).toEqual({ seen: 'down' });
  expect(handler).not.toHaveBeenCalled();
});
