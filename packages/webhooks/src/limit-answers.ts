import type { Socket } from 'node:net';

/**
 * Destroys a connection once more than `limit` bytes have come in since anything was last sent. Undici bounds headers and we bound
 * the body, but neither sees what surrounds them: interim responses without end, or chunk extensions.
 */
export function limitAnswers(socket: Socket, limit: number): Socket {
  let written = socket.bytesWritten;
  let before = socket.bytesRead;
  let last = before;
  return socket.on('readable', () => {
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      before = last;
    }
    last = socket.bytesRead;
    if (last - before > limit) socket.destroy(tooLarge());
  });
}

function tooLarge(): Error {
  return Object.assign(new Error('The answer was too large.'), { code: 'MINIMART_ANSWER_TOO_LARGE' });
}
