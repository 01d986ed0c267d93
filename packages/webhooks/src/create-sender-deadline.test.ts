import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { mintCertificate } from './mint-certificate.fixture.ts';
import { loopbackGuard, openSender } from './open-sender.fixture.ts';
import { answering, openTcp } from './open-tcp.fixture.ts';

// Long enough that what is to come before it does; so they run side by side.
const timeoutMs = 3000;
const late = { kind: 'unanswered', failure: 'timeout', error: 'There was no complete answer within 3 s.' };

/** Says `text` and then, as long as it is heard, one more piece after the other. */
function dripping(text: string, piece: (index: number) => string) {
  return (socket: Socket) => {
    let index = 0;
    socket.once('data', () => {
      socket.write(text);
      const drip = setInterval(() => socket.write(piece(index++)), 50);
      socket.on('close', () => clearInterval(drip));
    });
  };
}

test.concurrent.each<[string, (socket: Socket) => void, number | null]>([
  ['accepts and says nothing', () => {}, null],
  ['says half a status line', answering('HTTP/1.1 2'), null],
  ['drips its headers byte by byte', dripping('HTTP/1.1 200 OK\r\nx: ', () => 'y'), null],
  ['begins its headers and falls silent', answering('HTTP/1.1 200 OK\r\nx-a: '), null],
  ['sends its headers and falls silent', answering('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n'), 200],
  ['stops within its body', answering('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'), 200],
  ['stops within a chunk', answering('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf'), 200],
  ['drips its body', dripping('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', () => '1\r\nx\r\n'), 200],
  ['drips a chunk extension', dripping('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;', () => 'x'), 200],
  [
    'drips trailers',
    dripping('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n', (i) => `x${i}: y\r\n`),
    200,
  ],
  ['drips interim responses', dripping('', () => 'HTTP/1.1 103 Early Hints\r\n\r\n'), null],
])('a server that %s is left at the deadline, with its connection', async (_, handle, statusCode) => {
  await using server = await openTcp(handle);
  await using sender = openSender({ timeoutMs });
  const results = await Promise.all([1, 2, 3].map(() => sender.post(server.url)));
  expect(results).toEqual([1, 2, 3].map(() => ({ ...late, statusCode })));
  expect(server.connections()).toBe(3);
  await server.isLeft();
});

test.concurrent(
  'a server that never answers the TLS greeting is left at the deadline, with its connection',
  async () => {
    await using server = await openTcp(() => {});
    await using sender = openSender({ timeoutMs });
    const url = `https://127.0.0.1:${server.port}/`;
    expect(await Promise.all([sender.post(url), sender.post(url)])).toEqual([
      { ...late, statusCode: null },
      { ...late, statusCode: null },
    ]);
    expect(server.connections()).toBe(2);
    await server.isLeft();
  },
);

test.concurrent('the deadline of one request does not end the connection that another is opening', async () => {
  const firstIsOver = Promise.withResolvers<void>();
  await using secure = await openTcp(() => {}, mintCertificate({ name: 'hooks.example' }));
  await using server = await openTcp((socket) => {
    const behind = connect(secure.port, '127.0.0.1').on('error', () => {});
    socket.pipe(behind);
    if (server.connections() === 2) void firstIsOver.promise.then(() => behind.pipe(socket));
  });
  await using sender = openSender({ timeoutMs: 6000 });
  const url = `https://127.0.0.1:${server.port}/`;
  const first = sender.post(url);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const second = sender.post(url);
  expect(await first).toMatchObject({ failure: 'timeout' });
  firstIsOver.resolve();
  expect(await second).toMatchObject({ failure: 'tls' });
});

test.concurrent('the deadline holds while a host name is looked up, and no connection follows', async () => {
  const found = Promise.withResolvers<void>();
  await using server = await openTcp(() => {});
  const resolve = async () => {
    await found.promise;
    return { addresses: [{ address: '127.0.0.1', family: 4 }], ttlMs: 0 };
  };
  await using sender = openSender({ guard: loopbackGuard({ resolve }), timeoutMs });
  expect(await sender.post(`http://slow.example:${server.port}/`)).toEqual({ ...late, statusCode: null });
  found.resolve();
  await new Promise((done) => setTimeout(done, 50));
  expect(server.connections()).toBe(0);
});

test('closing the sender ends what is under way, also a connection that is being opened', async () => {
  await using server = await openTcp(() => {});
  const sender = openSender();
  const results = [sender.post(server.url), sender.post(`https://127.0.0.1:${server.port}/`)];
  await expect.poll(() => server.connections()).toBe(2);
  await sender.close();
  expect((await Promise.all(results)).map(({ kind }) => kind)).toEqual(['unanswered', 'unanswered']);
  await server.isLeft();
});
