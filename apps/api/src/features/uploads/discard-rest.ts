import type { IncomingMessage } from 'node:http';

const mostBytes = 20_000_000;
const mostMs = 3_000;

/**
 * Reads what is still coming of a request and throws it away, for a while: a client that is refused while it sends sees the answer only when it has
 * been heard out. False when it is not done by then, so that the connection has to be closed.
 */
export function discardRest(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return Promise.resolve(request.complete);
  return new Promise((resolve) => {
    let count = 0;
    const done = () => {
      clearTimeout(timer);
      request.off('data', take).off('end', done).off('close', done).pause();
      resolve(request.complete);
    };
    const take = (piece: Buffer) => {
      count += piece.length;
      if (count > mostBytes) done();
    };
    const timer = setTimeout(done, mostMs);
    request.on('data', take).once('end', done).once('close', done).resume();
  });
}
