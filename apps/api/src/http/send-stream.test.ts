import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { expect, test } from 'vitest';
import { goneSignal } from './gone-signal.ts';
import { sendStream } from './send-stream.ts';

/** Serves one answer; `outcome` is what writing it came to. */
async function open(stream: (signal: AbortSignal) => AsyncIterable<string> | Iterable<string>) {
  const outcome = Promise.withResolvers<unknown>();
  const answer = async (response: Response) => {
    await sendStream({ stream: stream(goneSignal(response)), headers: {} }, response);
    return 'written';
  };
  const app = express();
  app.get('/', (_request, response) => {
    answer(response).then(outcome.resolve, outcome.resolve);
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    outcome: outcome.promise,
    [Symbol.asyncDispose]: async () => void server.close().closeAllConnections(),
  };
}

test('writes what comes as it comes, and ends', async () => {
  await using served = await open(() => ['one ', 'two']);
  expect(await (await fetch(served.url)).text()).toBe('one two');
  expect(await served.outcome).toBe('written');
});

test('HEAD is answered at once, and nothing is made for it', async () => {
  const made: string[] = [];
  await using served = await open(async function* () {
    made.push('one');
    yield* made;
    await new Promise(() => {});
  });
  const answer = await fetch(served.url, { method: 'HEAD', signal: AbortSignal.timeout(20_000) });
  expect([answer.status, await served.outcome, made]).toEqual([200, 'written', []]);
});

test('a caller who leaves ends what is written, by its signal, and is no fault', async () => {
  let wasLeft = false;
  await using served = await open(async function* (signal) {
    yield 'one';
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    wasLeft = true;
  });
  const leaving = new AbortController();
  const answer = await fetch(served.url, { signal: leaving.signal });
  await answer.body!.getReader().read();
  leaving.abort();
  expect(await served.outcome).toBe('written');
  await expect.poll(() => wasLeft).toBe(true);
});

test('a fault of what is written is told, and cuts the answer off', async () => {
  await using served = await open(async function* () {
    yield 'one';
    throw new Error('the database is away');
  });
  await expect(fetch(served.url).then((answer) => answer.text())).rejects.toThrow();
  expect(await served.outcome).toMatchObject({ message: 'the database is away' });
});
