import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createApp } from '../app.ts';
import type { Services } from '../compose.ts';
import { clearIncomingFolders } from '../features/uploads/incoming-folder.ts';

/** Serves both APIs until stopped; answers the port it listens on. */
export async function runApi(services: Services): Promise<{ port: number; stop(): Promise<void> }> {
  const { host, port, drainMs } = services.config;
  const app = createApp(services);
  await clearIncomingFolders(services.config.dataDir);
  // Before the first call: what is remembered of a key holds only as long as changes are heard of.
  await services.keyCheck.changes.start();
  const server = createServer(
    {
      // As long as an upload may take; everything else has 30 seconds, by limitBodyTime.
      requestTimeout: 300_000,
      headersTimeout: 10_000,
      // How often it is looked who takes longer.
      connectionsCheckingInterval: 5_000,
      // Longer than a proxy in front keeps a connection that is idle, so that it is never we who end one as a request comes over it.
      keepAliveTimeout: 75_000,
    },
    app,
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  services.uses.start();
  services.refusals.start();
  services.views.start();
  services.load.start();
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      // Whoever sends requests here reads that it is not ready, and has time to send them elsewhere.
      services.life.isStopping = true;
      if (drainMs > 0) await setTimeout(drainMs);
      // Who watches asks again, and comes to a process that goes on.
      await services.progress.close();
      services.load.stop();
      server.closeIdleConnections();
      const closed = new Promise((resolve) => server.close(resolve));
      // Keep-alive connections that are idle by now would hold the process; those with an answer under way may finish it.
      const nudge = setInterval(() => server.closeIdleConnections(), 100);
      const deadline = globalThis.setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearInterval(nudge);
      clearTimeout(deadline);
      const { uses, refusals, views, keyCheck } = services;
      await Promise.all([uses.stop(), refusals.stop(), views.stop(), keyCheck.changes.stop()]);
    },
  };
}
