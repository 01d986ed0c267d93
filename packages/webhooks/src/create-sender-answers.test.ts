import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSender } from './open-sender.fixture.ts';
import { answering, openTcp } from './open-tcp.fixture.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
const closedEarly = { failure: 'closed', error: 'The server closed the connection before it had answered.' };
const invalid = { failure: 'invalid_http', error: 'The answer was not valid HTTP.' };
const wrongLength = { failure: 'invalid_http', error: 'The answer was shorter or longer than it said.' };
const tooLarge = { failure: 'too_large', error: 'The answer was too large.' };

/** Says `text`, then `piece` again and again as fast as it is taken. */
function flooding(text: string, piece: string) {
  return (socket: Socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.once('data', () => {
      socket.write(text);
      socket.on('drain', pour);
      pour();
    });
  };
}

test.each<[string, (socket: Socket) => void, { failure: string; error: string }]>([
  ['hangs up', (socket) => void socket.once('data', () => socket.end()), closedEarly],
  ['resets', (socket) => void socket.once('data', () => socket.resetAndDestroy()), closedEarly],
  ['hangs up before it is asked', (socket) => void socket.end(), closedEarly],
  ['speaks something else', answering('220 smtp ready\r\n'), invalid],
  ['speaks before it is asked', (socket) => void socket.write('220 smtp ready\r\n'), invalid],
  ['answers as HTTP/0.9 did', answering('<html>hello</html>'), invalid],
  ['answers in HTTP/2', answering('HTTP/2 200\r\n\r\n'), invalid],
  ['has a status of letters', answering('HTTP/1.1 abc OK\r\n\r\n'), invalid],
  ['has a status below all that there are', answering('HTTP/1.1 000 X\r\ncontent-length: 0\r\n\r\n'), invalid],
  ['gives its length twice', answering(`${ok}content-length: 5\r\ncontent-length: 6\r\n\r\nhello!`), wrongLength],
  [
    'gives a length and chunks',
    answering(`${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
    wrongLength,
  ],
  ['gives a negative length', answering(`${ok}content-length: -5\r\n\r\nhello`), invalid],
  ['gives a length of letters', answering(`${ok}content-length: 0x5\r\n\r\nhello`), invalid],
  [
    'gives a length beyond counting',
    answering(`${ok}content-length: 99999999999999999999999\r\n\r\nhello`),
    wrongLength,
  ],
  ['puts NUL into a header', answering(`${ok}x-a: b\0c\r\ncontent-length: 0\r\n\r\n`), invalid],
  ['puts a space before a colon', answering(`${ok}x-a : b\r\ncontent-length: 0\r\n\r\n`), invalid],
  ['sends chunks of no number', answering(`${chunked}zz\r\nhello\r\n`), invalid],
  ['says 100 unasked', answering('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'), invalid],
  [
    'switches protocols unasked',
    answering('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    invalid,
  ],
  [
    'sends less than it said',
    (socket) => void socket.once('data', () => socket.end(`${ok}content-length: 9\r\n\r\nhalf`)),
    closedEarly,
  ],
  [
    'sends huge headers',
    answering(`${ok}x: ${'x'.repeat(99_999)}\r\n\r\n`),
    { failure: 'too_large', error: 'The headers of the answer were too large.' },
  ],
  ['floods with interim responses', flooding('', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)), tooLarge],
  ['floods with a chunk extension', flooding(`${chunked}1;`, 'x'.repeat(9999)), tooLarge],
])('a server that %s is no answer, with the reason in words, and is left', async (_, handle, failure) => {
  await using server = await openTcp(handle);
  await using sender = openSender();
  expect(await sender.post(server.url)).toMatchObject({ kind: 'unanswered', ...failure });
  await server.isLeft();
});

test('interim responses before the answer are passed over', async () => {
  await using server = await openTcp(
    answering(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${ok}content-length: 2\r\n\r\nhi`),
  );
  await using sender = openSender();
  expect(await sender.post(server.url)).toMatchObject({ kind: 'answered', statusCode: 200, body: 'hi' });
});

test.each([
  ['with a length', `${ok}content-length: 99999999\r\n\r\n`, 'x'.repeat(16_384)],
  ['in chunks', chunked, `4000\r\n${'x'.repeat(16_384)}\r\n`],
  ['until it hangs up', `${ok}connection: close\r\n\r\n`, 'x'.repeat(16_384)],
])('reads 64 KiB of an endless body %s and closes the connection', async (_, head, piece) => {
  await using server = await openTcp(flooding(head, piece));
  await using sender = openSender();
  const result = await sender.post(server.url);
  expect(result).toMatchObject({ kind: 'answered', statusCode: 200, truncated: true });
  expect(result.kind === 'answered' && result.body).toHaveLength(65_536);
  await server.isLeft();
});

test('a compressed body is neither inflated nor kept, whatever size it claims', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  bomb.writeUInt32LE(0x7f_ff_ff_ff, bomb.length - 4);
  await using server = await openTcp((socket) => {
    socket.once('data', () => {
      socket.write(`${ok}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
      socket.write(bomb);
    });
  });
  await using sender = openSender();
  const before = process.memoryUsage().arrayBuffers;
  expect(await sender.post(server.url)).toMatchObject({ kind: 'answered', statusCode: 200, body: null });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
});
