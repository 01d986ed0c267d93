import packageJson from '../package.json' with { type: 'json' };
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { startTracing } from '@minimart/tracing';
import { limitBodyTime } from './lib/server/limit-body-time.ts';
import { serveOps } from './lib/server/serve-ops.ts';
import { serverHeaders } from './lib/server/server-headers.ts';
import { countAnswer } from './lib/server/store-counts.ts';

const tracing = await startTracing({
  serviceName: 'minimart-store',
  serviceVersion: packageJson.version,
  env: process.env,
  onTrouble: () => console.error({ message: 'traces could not be sent' }),
});
// Told once the last answer is out; what is still to be sent keeps the process until it is.
process.once('sveltekit:shutdown', () => void tracing?.stop());

// Runs before the server does. Files are answered by the adapter before any hook is asked, so what every answer has is put on it here.
const headers = serverHeaders(process.env['ORIGIN']);
const mostBodyMs = 30_000;

const opsPort = process.env['MINIMART_OPS_PORT'];
const ops = opsPort ? serveOps({ host: process.env['HOST'] ?? '0.0.0.0', port: Number(opsPort) }) : undefined;

interface Begun {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

subscribe('http.server.request.start', (message) => {
  const { request, response, server } = message as Begun;
  if (server === ops) return;
  server.headersTimeout = 10_000;
  for (const [name, value] of headers) response.setHeader(name, value);
  response.once('finish', () => countAnswer(response.statusCode));
  leaveKeptPolicy(response);
  limitBodyTime(request, mostBodyMs);
});

// What an answer without a body says takes the place of what a browser has kept (RFC 9111, 3.2): the page it has must keep its own policy.
function leaveKeptPolicy(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    if (args[0] === 304) response.removeHeader('content-security-policy');
    return writeHead(...args);
  };
}
