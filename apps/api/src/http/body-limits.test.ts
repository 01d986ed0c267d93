import { request as sendHttp, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';

let api: TestApi;
let server: Server;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  server = await new Promise<Server>((resolve) => {
    const listening = api.app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  ({ token } = await api.person('sending'));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await api[Symbol.asyncDispose]();
});

/** Posts so many bytes of JSON, with a length or in pieces; in pieces it goes on until it is answered. */
function post(path: string, bytes: number, hasLength: boolean): Promise<{ status: number; problem: unknown }> {
  const { port } = server.address() as AddressInfo;
  const body = Buffer.from(JSON.stringify({ text: 'a'.repeat(bytes) }));
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(hasLength ? { 'content-length': body.length } : { 'transfer-encoding': 'chunked' }),
  };
  return new Promise((resolve, reject) => {
    const sending = sendHttp({ port, host: '127.0.0.1', path, method: 'POST', headers }, (answer) => {
      void json(answer).then((problem) => resolve({ status: answer.statusCode!, problem }), reject);
    });
    sending.on('error', reject);
    for (let at = 0; at < body.length; at += 65_536) sending.write(body.subarray(at, at + 65_536));
    sending.end();
  });
}

test.each([
  ['/v1/developer/manifest-checks', 512],
  ['/v1/auth/sign-in/email', 16],
  ['/api/subscriber/create', 512],
])('%s takes %i KiB, and says so to whoever sends more, with a length or without one', async (path, kib) => {
  for (const hasLength of [true, false]) {
    const { status, problem } = await post(path, kib * 1024, hasLength);
    expect([hasLength, status, problem]).toEqual([
      hasLength,
      413,
      expect.objectContaining({ code: 'body_too_large', detail: `The body may have ${kib} KiB at most.` }),
    ]);
    expect((await post(path, kib * 1024 - 100, hasLength)).status).not.toBe(413);
  }
});
