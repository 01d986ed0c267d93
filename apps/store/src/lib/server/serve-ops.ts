import { createServer, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { storeCounts } from './store-counts.ts';

/** Health and metrics of the store on a port of their own, for those who run it and nobody else. It ends with the process. */
export function serveOps({ host, port }: { host: string; port: number }): Server {
  const register = createRegister();
  let isStopping = false;
  process.once('SIGTERM', () => (isStopping = true));
  const answers: Record<string, (response: ServerResponse) => unknown> = {
    '/health/live': (response) => sendJson(response, 200, { status: 'ok' }),
    // The API may be away: then pages are given from memory, and the others say so.
    '/health/ready': (response) =>
      isStopping ? sendJson(response, 503, { status: 'stopping' }) : sendJson(response, 200, { status: 'ok' }),
    '/metrics': async (response) =>
      response.writeHead(200, { 'content-type': register.contentType }).end(await register.metrics()),
  };
  return createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined;
    if (answer === undefined) sendJson(response, 404, { status: 'not found' });
    else void answer(response);
  })
    .listen(port, host)
    .unref();
}

function createRegister(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const pages = {
    name: 'minimart_store_pages_total',
    help: 'Pages that are the same for everybody, by how they came.',
  };
  register.registerMetric(counterOf(storeCounts.pages, { ...pages, label: 'from' }));
  const answers = { name: 'minimart_store_answers_total', help: 'Answers by the class of their status.' };
  register.registerMetric(counterOf(storeCounts.answers, { ...answers, label: 'status' }));
  return register;
}

/** Tells counts that are kept elsewhere, whenever it is asked. */
function counterOf(
  counts: Record<string, number>,
  { name, help, label }: { name: string; help: string; label: string },
): Counter {
  return new Counter({
    name,
    help,
    labelNames: [label],
    registers: [],
    collect() {
      this.reset();
      for (const [value, count] of Object.entries(counts)) this.inc({ [label]: value }, count);
    },
  });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
