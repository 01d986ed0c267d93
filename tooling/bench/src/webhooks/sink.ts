// Answers 200 and counts; runs as a process of its own.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { moment, obey } from './obey.ts';
import type { Arrivals, Watch } from './open-sink.ts';

let [count, unsigned] = [0, 0];
let watch: Watch = {};
let arrivals: Arrivals['arrivals'] = [];
const hanging = new Set<ServerResponse>();
let goal: { count: number; reach: () => void } | undefined;

const server = createServer((request, response) => {
  const begin = moment();
  request.resume().on('end', () => {
    if (watch.hang === request.url) return void hanging.add(response);
    count += 1;
    const { 'webhook-id': id, 'webhook-signature': signature } = request.headers;
    if (signature === undefined) unsigned += 1;
    response.writeHead(200, { 'content-length': 2, 'content-type': 'text/plain' }).end('ok');
    if (watch.keep === true) arrivals.push([String(id), request.url ?? '', begin, moment()]);
    if (goal !== undefined && count >= goal.count) goal.reach();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');

obey({
  port: () => (server.address() as AddressInfo).port,
  reset(next: Watch) {
    for (const response of hanging) response.destroy();
    hanging.clear();
    [count, unsigned, watch, arrivals, goal] = [0, 0, next, [], undefined];
  },
  reached: (wanted: number) =>
    new Promise<void>((resolve) => {
      goal = { count: wanted, reach: resolve };
      if (count >= wanted) resolve();
    }),
  arrivals: (): Arrivals => ({ count, unsigned, arrivals }),
});
