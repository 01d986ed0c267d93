import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createServer as createHttpServer } from 'node:http';
import { createReceiver } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { createSender } from './create-sender.ts';
import { createEgressGuard, type EgressGuard } from './egress/create-egress-guard.ts';

const loopback = createEgressGuard({ allow: ['127.0.0.0/8'] });

function openSender(guard: EgressGuard = loopback, timeoutMs = 5000) {
  const sender = createSender({ guard, timeoutMs });
  return {
    post: (url: string) =>
      sender.send({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: 'hello' }),
    send: sender.send,
    [Symbol.asyncDispose]: () => sender.close(),
  };
}

/** A TCP server that does with each connection what the test says, and counts them. */
async function openTcp(handle: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('sends the request as it is and answers with status, headers and body', async () => {
  await using receiver = await createReceiver(() => ({ status: 201, body: 'thanks', headers: { 'x-a': 'b' } }));
  await using sender = openSender();
  const result = await sender.post(`${receiver.url}/in?x=1#part`);
  expect(result).toMatchObject({ kind: 'answered', statusCode: 201, body: 'thanks', truncated: false });
  expect(result).toMatchObject({ headers: { 'x-a': 'b' } });
  expect(receiver.requests).toMatchObject([{ method: 'POST', path: '/in?x=1', body: 'hello' }]);
});

test('does not follow a redirect', async () => {
  await using target = await createReceiver();
  await using receiver = await createReceiver(() => ({ status: 307, headers: { location: target.url } }));
  await using sender = openSender();
  expect(await sender.post(receiver.url)).toMatchObject({ kind: 'answered', statusCode: 307 });
  expect(target.requests).toHaveLength(0);
});

test('reads 64 KiB of an endless body and closes the connection', async () => {
  const closed = Promise.withResolvers<void>();
  const server = createHttpServer((_, response) => {
    const pour = () => {
      while (response.write('x'.repeat(16_384))) if (response.destroyed) return;
    };
    response.on('drain', pour).on('close', () => closed.resolve());
    pour();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await using sender = openSender();
  const result = await sender.post(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(result).toMatchObject({ kind: 'answered', statusCode: 200, truncated: true });
  expect(result.kind === 'answered' && result.body).toHaveLength(65_536);
  await closed.promise;
  server.close();
});

test('cuts a slow endless body at the deadline of the whole exchange', async () => {
  await using server = await openTcp((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const drip = setInterval(() => socket.write('1\r\nx\r\n'), 20);
    socket.on('close', () => clearInterval(drip));
  });
  await using sender = openSender(loopback, 300);
  const result = await sender.post(server.url);
  expect(result).toEqual({
    kind: 'unanswered',
    statusCode: 200,
    error: 'There was no complete answer within 0.3 s.',
  });
});

test.each([
  ['says nothing', () => {}, 'There was no complete answer within 0.3 s.'],
  [
    'drips its headers',
    (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nx-a: '),
    'There was no complete answer within 0.3 s.',
  ],
  ['hangs up', (socket: Socket) => void socket.end(), 'The server closed the connection before it had answered.'],
  [
    'resets',
    (socket: Socket) => void socket.resetAndDestroy(),
    'The server closed the connection before it had answered.',
  ],
  [
    'speaks something else',
    (socket: Socket) => void socket.end('220 smtp ready\r\n'),
    'The answer was not valid HTTP.',
  ],
  [
    'sends huge headers',
    (socket: Socket) => void socket.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(99_999)}\r\n\r\n`),
    'The headers of the answer were too large.',
  ],
])('a server that %s is no answer, with the reason in words', async (_, handle, reason) => {
  await using server = await openTcp((socket) => {
    if (handle.length === 0) return;
    socket.once('data', () => handle(socket));
  });
  await using sender = openSender(loopback, 300);
  const result = await sender.post(server.url);
  expect(result).toMatchObject({ kind: 'unanswered', error: reason });
});

test('a closed port and an unknown host are no answer', async () => {
  await using server = await openTcp(() => {});
  await server[Symbol.asyncDispose]();
  await using sender = openSender();
  expect(await sender.post(server.url)).toMatchObject({
    kind: 'unanswered',
    error: expect.stringContaining('refused'),
  });
  const failure = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
  await using lost = openSender(createEgressGuard({ allow: [], resolve: (_, done) => done(failure, []) }));
  expect(await lost.post('https://nowhere.example/')).toMatchObject({ error: 'The host name does not exist.' });
});

test('the deadline holds even while a host name is looked up', async () => {
  await using sender = openSender(createEgressGuard({ allow: [], resolve: () => {} }), 200);
  expect(await sender.post('https://slow.example/')).toMatchObject({ kind: 'unanswered', statusCode: null });
});

test('a forbidden literal address is refused without a connection', async () => {
  await using server = await openTcp((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
  await using sender = openSender(createEgressGuard({ allow: [] }));
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost']) {
    expect((await sender.post(`http://${host}:${server.port}/`)).kind).toBe('unsendable');
  }
  expect(server.connections()).toBe(0);
});

test('a name that points to a forbidden address is refused without a connection', async () => {
  await using server = await openTcp((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
  const addresses = [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ];
  const guard = createEgressGuard({ allow: [], resolve: (_, done) => done(null, addresses) });
  await using sender = openSender(guard);
  expect(await sender.post(`http://hooks.example.com:${server.port}/`)).toEqual({
    kind: 'unsendable',
    error: 'The host hooks.example.com points to an address that is not on the public internet.',
  });
  expect(server.connections()).toBe(0);
});

test('a name that changes its address between look-ups is dialled at the address checked', async () => {
  await using server = await openTcp((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n')),
  );
  let lookups = 0;
  const guard = createEgressGuard({
    allow: ['127.0.0.2'],
    resolve: (_, done) => done(null, [{ address: lookups++ === 0 ? '127.0.0.2' : '127.0.0.1', family: 4 }]),
  });
  await using sender = openSender(guard);
  // Nothing listens at 127.0.0.2, so the first is refused by the network; the second, rebound, is refused by the guard.
  expect(await sender.post(`http://rebind.example:${server.port}/`)).toMatchObject({ kind: 'unanswered' });
  expect(await sender.post(`http://rebind.example:${server.port}/`)).toMatchObject({ kind: 'unsendable' });
  expect(server.connections()).toBe(0);
});

test('a compressed body is neither inflated nor kept', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  const server = createHttpServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await using sender = openSender();
  const result = await sender.post(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(result).toMatchObject({ kind: 'answered', statusCode: 200, body: null });
  server.close();
});

test('a header that would inject another is not sent', async () => {
  await using receiver = await createReceiver();
  await using sender = openSender();
  const headers = { 'x-a': 'b\r\nx-injected: 1' };
  expect(await sender.send({ method: 'POST', url: receiver.url, headers, body: null })).toMatchObject({
    kind: 'unsendable',
  });
  expect(receiver.requests).toHaveLength(0);
});

test('NUL characters of a body are left out, since PostgreSQL has no place for them', async () => {
  await using receiver = await createReceiver(() => ({ body: 'a\0b' }));
  await using sender = openSender();
  expect(await sender.post(receiver.url)).toMatchObject({ body: 'ab' });
});
