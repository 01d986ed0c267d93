import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { limitBodyTime } from './limit-body-time.ts';

async function open(mostMs: number) {
  const app = express();
  app.use(
    limitBodyTime(mostMs),
    express.text(),
    (request, response) => void response.send(`got ${String(request.body)}`),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (piece: Buffer) => (answer += piece.toString())).on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

const head = 'POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: text/plain\r\n';

test('a body that does not come is waited for no longer than that, and gets no answer', async () => {
  await using server = await open(200);
  expect(await send(server.port, `${head}content-length: 10\r\n\r\nhello`)).not.toContain('200 OK');
});

test('a body that comes in time is answered, and so is a request without one', async () => {
  await using server = await open(10_000);
  expect(await send(server.port, `${head}content-length: 5\r\n\r\nhello`)).toContain('got hello');
  expect(await send(server.port, `${head}\r\n`)).toContain('200 OK');
});
