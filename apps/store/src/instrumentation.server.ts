import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { limitBodyTime } from './lib/server/limit-body-time.ts';
import { serverHeaders } from './lib/server/server-headers.ts';

// Runs before the server does. Files are answered by the adapter before any hook is asked, so what every answer has is put on it here.
const headers = serverHeaders(process.env['ORIGIN']);
const mostBodyMs = 30_000;

interface Begun {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

subscribe('http.server.request.start', (message) => {
  const { request, response, server } = message as Begun;
  server.headersTimeout = 10_000;
  for (const [name, value] of headers) response.setHeader(name, value);
  limitBodyTime(request, mostBodyMs);
});
