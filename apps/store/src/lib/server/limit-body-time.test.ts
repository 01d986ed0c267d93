import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { limitBodyTime } from './limit-body-time.ts';

async function answerTo(body: string): Promise<string> {
  const server = createServer((request, response) => {
    limitBodyTime(request, 200);
    request.resume().on('end', () => response.end('whole'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString())).on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${body}`);
  await closed;
  server.close();
  return answer;
}

test('whoever keeps a body back loses the connection, with or without a length', async () => {
  expect(await answerTo('content-length: 10\r\n\r\nhello')).toBe('');
  expect(await answerTo('transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n')).toBe('');
});

test('a body that comes is answered', async () => {
  expect(await answerTo('content-length: 5\r\n\r\nhello')).toContain('whole');
});
