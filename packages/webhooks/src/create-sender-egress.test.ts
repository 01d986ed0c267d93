import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createEgressGuard } from './egress/create-egress-guard.ts';
import { addressesOf, loopbackGuard, openSender } from './open-sender.fixture.ts';
import { openTcp } from './open-tcp.fixture.ts';

const pointsInside = {
  kind: 'unsendable',
  failure: 'forbidden',
  error: 'The host hooks.example points to an address that is not on the public internet.',
};

const openServer = () =>
  openTcp((socket) => socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')));

test('a forbidden URL is refused without a connection and without a question to a name server', async () => {
  const asked: string[] = [];
  const resolve = (host: string) => {
    asked.push(host);
    return Promise.resolve(addressesOf(['127.0.0.1']));
  };
  await using server = await openServer();
  await using sender = openSender({ guard: createEgressGuard({ allow: [], resolve }) });
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0177.1', '[::ffff:127.0.0.1]', 'localhost', 'a.internal']) {
    const result = await sender.post(`http://${host}:${server.port}/`);
    expect(result).toMatchObject({
      kind: 'unsendable',
      failure: 'forbidden',
      error: expect.stringMatching(/^[A-Z].*\.$/),
    });
  }
  expect(await sender.post('http://hooks.example:6379/')).toEqual({
    kind: 'unsendable',
    failure: 'forbidden',
    error: 'Requests cannot go to port 6379: it is for another kind of service.',
  });
  expect(server.connections()).toBe(0);
  expect(asked).toEqual([]);
});

test.each([[['127.0.0.1']], [['93.184.216.34', '127.0.0.1']], [['93.184.216.34', '::ffff:127.0.0.1']]])(
  'a name that points to %j is refused without a connection',
  async (addresses) => {
    await using server = await openServer();
    const guard = createEgressGuard({ allow: [], resolve: () => Promise.resolve(addressesOf(addresses)) });
    await using sender = openSender({ guard });
    expect(await sender.post(`http://hooks.example:${server.port}/`)).toEqual(pointsInside);
    expect(server.connections()).toBe(0);
  },
);

test('a name that answers differently each time is dialled at the addresses that were checked', async () => {
  await using server = await openServer();
  let now = 0;
  let asked = 0;
  // Only 127.0.0.2 is allowed, where nothing listens; every later answer is where the server does.
  const resolve = () => Promise.resolve(addressesOf([asked++ === 0 ? '127.0.0.2' : '127.0.0.1']));
  await using sender = openSender({ guard: createEgressGuard({ allow: ['127.0.0.2'], resolve, now: () => now }) });
  const url = `http://hooks.example:${server.port}/`;
  expect(await sender.post(url)).toMatchObject({ kind: 'unanswered', failure: 'connect' });
  expect(asked).toBe(1);
  now += 1000;
  expect(await sender.post(url)).toEqual(pointsInside);
  expect(server.connections()).toBe(0);
});

test('a kept connection is not used once its host points elsewhere, or inside', async () => {
  await using server = await openServer();
  let now = 0;
  let addresses = ['127.0.0.1'];
  const resolve = () => Promise.resolve(addressesOf(addresses));
  const guard = createEgressGuard({ allow: ['127.0.0.1', '127.0.0.2'], resolve, now: () => now });
  await using sender = openSender({ guard });
  const url = `http://hooks.example:${server.port}/`;
  expect(await sender.post(url)).toMatchObject({ kind: 'answered' });
  await setImmediate();
  expect(await sender.post(url)).toMatchObject({ kind: 'answered' });
  await setImmediate();
  expect(server.connections()).toBe(1);
  for (const [next, result] of [
    [['127.0.0.2'], { failure: 'connect' }],
    [['127.0.0.1', '10.0.0.1'], pointsInside],
    [['127.0.0.1'], { kind: 'answered' }],
  ] as const) {
    now += 1000;
    addresses = [...next];
    expect(await sender.post(url)).toMatchObject(result);
  }
  expect(server.connections()).toBe(1);
});

test('the order of the addresses makes no new connection', async () => {
  await using server = await openServer();
  let now = 0;
  let asked = 0;
  const all = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
  const resolve = () => {
    const first = asked++ % 3;
    return Promise.resolve(addressesOf([...all.slice(first), ...all.slice(0, first)]));
  };
  await using sender = openSender({ guard: loopbackGuard({ resolve, now: () => now }) });
  for (let i = 0; i < 6; i += 1) {
    expect(await sender.post(`http://hooks.example:${server.port}/`)).toMatchObject({ kind: 'answered' });
    await setImmediate();
    now += 1000;
  }
  expect(asked).toBe(6);
  expect(server.connections()).toBe(1);
});

test('one of several addresses that answers is enough', async () => {
  await using server = await openServer();
  const resolve = () => Promise.resolve(addressesOf(['127.0.0.3', '127.0.0.1', '127.0.0.2']));
  await using sender = openSender({ guard: loopbackGuard({ resolve }) });
  expect(await sender.post(`http://hooks.example:${server.port}/`)).toMatchObject({ kind: 'answered', body: 'ok' });
});

test('a host that cannot be resolved keeps nobody else waiting', async () => {
  await using server = await openServer();
  const resolve = (host: string) =>
    host === 'dead.example' ? new Promise<never>(() => {}) : Promise.resolve(addressesOf(['127.0.0.1']));
  await using sender = openSender({ guard: loopbackGuard({ resolve }), timeoutMs: 5000 });
  const dead = Array.from({ length: 20 }, () => sender.post('http://dead.example/'));
  const alive = Array.from({ length: 20 }, () => sender.post(`http://alive.example:${server.port}/`));
  expect((await Promise.all(alive)).every(({ kind }) => kind === 'answered')).toBe(true);
  expect(await Promise.all(dead)).toMatchObject(dead.map(() => ({ failure: 'timeout' })));
});
