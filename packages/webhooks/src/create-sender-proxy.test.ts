import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createReceiver } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createSender } from './create-sender.ts';
import { createEgressGuard } from './egress/create-egress-guard.ts';
import { mintCertificate } from './mint-certificate.fixture.ts';
import { openSender } from './open-sender.fixture.ts';
import { openTcp } from './open-tcp.fixture.ts';

const authority = mintCertificate({ name: 'Test Authority' });
const usual = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

/** A real CONNECT proxy, which takes every name for `port` on this machine, unless `refuse` says with which status it does not. */
async function openProxy(port: number, refuse?: (request: IncomingMessage) => string | null) {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
  server.on('connect', (request, socket: Socket) => {
    targets.push(request.url ?? '');
    const refusal = refuse?.(request) ?? null;
    if (refusal === 'silence') return void socket.resume().on('end', () => socket.end());
    if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal}\r\ncontent-length: 0\r\n\r\n`);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    isLeft: () => vi.waitUntil(() => sockets.size === 0, { timeout: 10_000 }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const resolve = () => Promise.reject(new Error('The proxy looks names up, not we.'));
const guard = createEgressGuard({ allow: [], resolve });

test('tunnels plain HTTP, too, and lets the proxy look names up', async () => {
  await using receiver = await createReceiver(() => ({ body: 'thanks' }));
  await using proxy = await openProxy(Number(new URL(receiver.url).port));
  await using sender = openSender({ guard, proxyUrl: `http://${proxy.host}` });
  for (let i = 0; i < 2; i += 1) {
    expect(await sender.post('http://hooks.example/in?x=1')).toMatchObject({ kind: 'answered', body: 'thanks' });
    await setImmediate();
  }
  expect(proxy.targets).toEqual(['hooks.example:80']);
  expect(receiver.requests).toMatchObject([1, 2].map(() => ({ path: '/in?x=1', headers: { host: 'hooks.example' } })));
});

test('speaks TLS with the server, not with the proxy', async () => {
  const certificate = mintCertificate({ name: 'hooks.example', issuer: authority });
  const handle = (socket: Socket) =>
    void socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));
  await using server = await openTcp(handle, certificate);
  await using proxy = await openProxy(server.port);
  await using sender = openSender({ guard, proxyUrl: `http://${proxy.host}` });
  expect(await sender.post('https://hooks.example/')).toMatchObject({ kind: 'answered', body: 'ok' });
  expect(await sender.post('https://other.example/')).toMatchObject({ kind: 'unanswered', failure: 'tls' });
  expect(proxy.targets).toEqual(['hooks.example:443', 'other.example:443']);
});

test('what needs no network to be forbidden does not reach the proxy', async () => {
  await using proxy = await openProxy(1);
  await using sender = openSender({ guard, proxyUrl: `http://${proxy.host}` });
  for (const url of ['http://169.254.169.254/', 'http://localhost/', 'http://[::1]/', 'http://hooks.example:22/']) {
    expect(await sender.post(url)).toMatchObject({ kind: 'unsendable', failure: 'forbidden' });
  }
  expect(proxy.targets).toEqual([]);
});

test.each(['403 Forbidden', '407 Proxy Authentication Required', '502 Bad Gateway'])(
  'a proxy that answers %s is named as the cause, its credentials are not',
  async (status) => {
    let heard: string | undefined;
    await using proxy = await openProxy(1, ({ headers }) => {
      heard = headers['proxy-authorization'];
      return status;
    });
    await using sender = openSender({ guard, proxyUrl: `http://egress:s3cr%40t@${proxy.host}` });
    const result = await sender.post('http://hooks.example/');
    expect(result).toEqual({
      kind: 'unanswered',
      statusCode: null,
      failure: 'connect',
      error: 'The egress proxy of this platform did not open a connection to the server.',
    });
    expect(heard).toBe(`Basic ${btoa('egress:s3cr@t')}`);
    await proxy.isLeft();
  },
);

test('a proxy that is not there is named as the cause, its credentials are not', async () => {
  const gone = await openProxy(1);
  await gone[Symbol.asyncDispose]();
  await using sender = openSender({ guard, proxyUrl: `http://egress:s3cret@${gone.host}` });
  expect(await sender.post('http://hooks.example/')).toMatchObject({
    failure: 'connect',
    error: 'The egress proxy of this platform could not be reached.',
  });
});

test('a proxy that never answers is left at the deadline, with its connection', async () => {
  await using proxy = await openProxy(1, () => 'silence');
  await using sender = openSender({ guard, proxyUrl: `http://${proxy.host}`, timeoutMs: 300 });
  expect(await sender.post('http://hooks.example/')).toMatchObject({ failure: 'timeout' });
  await proxy.isLeft();
});

test('a server behind the proxy that never answers the TLS greeting is left at the deadline', async () => {
  await using server = await openTcp(() => {});
  await using proxy = await openProxy(server.port);
  await using sender = openSender({ guard, proxyUrl: `http://${proxy.host}`, timeoutMs: 300 });
  expect(await sender.post('https://hooks.example/')).toMatchObject({ failure: 'timeout' });
  await proxy.isLeft();
  await server.isLeft();
});

test.each(['socks5://egress:s3cret@127.0.0.1/', 'egress:s3cret@127.0.0.1'])(
  'a proxy that is no http or https URL is refused at the start, unquoted',
  (proxyUrl) => {
    const start = () => createSender({ guard, timeoutMs: 1000, proxyUrl });
    expect(start).toThrow('The egress proxy must be given as an http or https URL.');
  },
);
