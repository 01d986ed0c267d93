import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoObjection, withSleepingApp } from './demo-manners.ts';
import { createSecretReader } from './read-secrets.ts';
import { receiveSubscribeRequest } from './receive-subscribe-request.ts';

const listener = receiveSubscribeRequest({
  secretOf: createSecretReader(process.env),
  platformUrl: process.env['MINIMART_BASE_URL'] ?? 'http://127.0.0.1:3000',
  objection: demoObjection,
});
const server = createServer(withSleepingApp('night-desk', listener));

server.listen(Number(process.env['PORT'] ?? 4700), process.env['HOST'] ?? '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`Receiving Subscribe Requests on port ${port}`);
  process.send?.({ type: 'ready', port });
});

function stop() {
  server.close();
  server.closeAllConnections();
  if (process.connected) process.disconnect?.();
}
process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
