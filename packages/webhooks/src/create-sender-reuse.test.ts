import { setImmediate } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintCertificate } from './mint-certificate.fixture.ts';
import { addressesOf, loopbackGuard, openSender } from './open-sender.fixture.ts';
import { openTcp } from './open-tcp.fixture.ts';

const authority = mintCertificate({ name: 'Test Authority' });
const usual = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

const answer = (body: string, headers = '') =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`;

test('a connection serves again after a whole answer', async () => {
  await using server = await openTcp((socket) => socket.on('data', () => socket.write(answer('ok'))));
  await using sender = openSender();
  for (let i = 0; i < 5; i += 1) {
    expect(await sender.post(server.url)).toMatchObject({ body: 'ok' });
    await setImmediate();
  }
  expect(server.connections()).toBe(1);
});

test.each([
  ['a second answer', answer('smuggled')],
  ['a piece of one', 'HTTP/1.1 200 OK\r\ncontent-le'],
  ['anything else', 'smuggled'],
])('%s behind an answer never becomes the answer to the next request', async (_, extra) => {
  let asked = 0;
  await using server = await openTcp((socket) => {
    socket.on('data', () => socket.write(`${answer(`${(asked += 1)}`)}${extra}`));
  });
  await using sender = openSender();
  for (const body of ['1', '2', '3']) {
    expect(await sender.post(server.url)).toMatchObject({ kind: 'answered', body });
    await setImmediate();
  }
  expect(server.connections()).toBe(3);
});

test('an answer that comes late is not taken for that of the next request', async () => {
  let asked = 0;
  const firstIsOver = Promise.withResolvers<void>();
  await using server = await openTcp((socket) => {
    const mine = (asked += 1);
    socket.once('data', () => {
      if (mine > 1) socket.write(answer(`${mine}`));
      else void firstIsOver.promise.then(() => socket.write(answer('late')));
    });
  });
  await using sender = openSender({ timeoutMs: 3000 });
  expect(await sender.post(server.url)).toMatchObject({ failure: 'timeout' });
  firstIsOver.resolve();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await sender.post(server.url)).toMatchObject({ kind: 'answered', body: '2' });
});

test('a connection whose body was cut is not used again', async () => {
  let asked = 0;
  await using server = await openTcp((socket) => {
    socket.on('data', () => socket.write(answer(`${(asked += 1)}`.padEnd(70_000, 'x'))));
  });
  await using sender = openSender();
  expect(await sender.post(server.url)).toMatchObject({ truncated: true, body: expect.stringMatching(/^1x/) });
  expect(await sender.post(server.url)).toMatchObject({ truncated: true, body: expect.stringMatching(/^2x/) });
  expect(server.connections()).toBe(2);
});

test('a server that says it will close is asked over a new connection', async () => {
  await using server = await openTcp((socket) => {
    socket.on('data', () => socket.write(answer('ok', 'connection: close\r\n')));
  });
  await using sender = openSender();
  for (let i = 0; i < 3; i += 1) expect(await sender.post(server.url)).toMatchObject({ body: 'ok' });
  expect(server.connections()).toBe(3);
});

test.each([
  ['plain', undefined],
  ['TLS', mintCertificate({ name: 'hooks.example', issuer: authority })],
])('a %s connection may carry any number of whole answers', async (_, certificate) => {
  await using server = await openTcp(
    (socket) => void socket.on('data', () => socket.write(answer('x'.repeat(60_000)))),
    certificate,
  );
  const resolve = () => Promise.resolve(addressesOf(['127.0.0.1']));
  await using sender = openSender({ guard: loopbackGuard({ resolve }) });
  const url = `${new URL(server.url).protocol}//hooks.example:${server.port}/`;
  for (let i = 0; i < 40; i += 1) {
    expect(await sender.post(url)).toMatchObject({ kind: 'answered', truncated: false });
    await setImmediate();
  }
  expect(server.connections()).toBe(1);
});

test('keeps connections to a limited number of origins, and serves all', async () => {
  await using server = await openTcp((socket) => void socket.on('data', () => socket.write(answer('ok'))));
  const resolve = () => Promise.resolve(addressesOf(['127.0.0.1']));
  await using sender = openSender({ guard: loopbackGuard({ resolve }) });
  const urls = Array.from({ length: 300 }, (_, i) => `http://a${i}.example:${server.port}/`);
  const results = await Promise.all(urls.map((url) => sender.post(url)));
  expect(results.every(({ kind }) => kind === 'answered')).toBe(true);
  await expect.poll(() => server.open()).toBeLessThanOrEqual(256);
});
