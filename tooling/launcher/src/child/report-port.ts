// Preloaded (`node --import`) into programs that listen but do not know of the launcher (a built SvelteKit server, the example):
// tells the launcher the port of the first server that listens, apart from that of health and metrics.
import { tracingChannel } from 'node:diagnostics_channel';
import type { Server } from 'node:net';

const listening = tracingChannel<{ server: Server }>('net.server.listen');
let reported = false;

listening.asyncEnd.subscribe((message) => {
  const address = (message as { server: Server }).server.address();
  if (reported || address === null || typeof address === 'string') return;
  if (String(address.port) === process.env['MINIMART_OPS_PORT']) return;
  reported = true;
  process.send?.({ type: 'ready', port: address.port });
});
