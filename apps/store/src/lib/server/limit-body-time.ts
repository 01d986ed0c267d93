import type { IncomingMessage } from 'node:http';

/** Closes the connection of a request whose body is not there after so many milliseconds, so that nobody holds it by sending slowly. */
export function limitBodyTime(request: IncomingMessage, mostMs: number): void {
  const { headers, socket } = request;
  if (headers['transfer-encoding'] === undefined && !(Number(headers['content-length']) > 0)) return;
  const timer = setTimeout(() => socket.destroy(), mostMs);
  const stop = () => clearTimeout(timer);
  request.once('end', stop).once('close', stop);
}
