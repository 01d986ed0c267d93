import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Services } from '../compose.ts';
import { mountHealth } from '../features/health/mount-health.ts';
import { mountMetrics } from '../features/metrics/mount-metrics.ts';

/** Health and metrics on a port of their own (`MINIMART_OPS_PORT`), for those who run the program and nobody else; nothing without one. */
export async function serveOps(services: Services): Promise<{ port: number | null; stop(): Promise<void> }> {
  const { opsPort, host } = services.config;
  if (opsPort === undefined) return { port: null, stop: async () => {} };
  const app = express().disable('x-powered-by').disable('etag');
  app.use(mountHealth(services));
  app.use(mountMetrics(services, { isPrivate: true }));
  const server = await new Promise<import('node:http').Server>((resolve, reject) => {
    const listening = app.listen(opsPort, host, (error?: Error) => (error ? reject(error) : resolve(listening)));
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
