// Stands in for apps/api in the launcher's tests: every role, no database.
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';

const role = process.env['MINIMART_ROLE'] ?? '';
const dataDir = process.env['MINIMART_DATA_DIR'] ?? '.';
const note = (what: string) => appendFileSync(join(dataDir, 'events.txt'), `${role} ${what}\n`);

/** Takes memory until there is none left to take. */
function devour(): void {
  const held: number[][] = [];
  for (;;) held.push(Array.from({ length: 1_000_000 }, () => 0.5));
}

note('started');
if (role === 'migrate' && process.env['MINIMART_FAKE_MIGRATION'] === 'broken') {
  console.error('column "colour" does not exist');
  process.exit(1);
}
if (role === 'seed') {
  const { MINIMART_BASE_URL: baseUrl, MINIMART_RECEIVER_URL: receiverUrl } = process.env;
  const owner = { email: 'owner@example.com', password: 'open sesame', token: 'mm_pat_secret', workspaceId: 'ws_1' };
  writeFileSync(join(dataDir, 'demo.json'), JSON.stringify({ baseUrl, receiverUrl, accounts: { owner } }), {
    mode: 0o600,
  });
}
if (role === 'api') {
  const server = createServer((request, response) => {
    if (request.url === '/v1/die') process.exit(3);
    if (request.url === '/v1/devour') devour();
    response.end(JSON.stringify({ pid: process.pid, heapMb: getHeapStatistics().heap_size_limit / 2 ** 20 }));
  });
  server.listen(Number(process.env['PORT']), process.env['HOST'], () => {
    process.send?.({ type: 'ready', port: (server.address() as AddressInfo).port });
  });
}
if (role === 'dispatcher') {
  const working = setInterval(() => {}, 1_000);
  process.once('SIGTERM', () => clearInterval(working));
  process.send?.({ type: 'ready' });
}
process.once('SIGTERM', () => {
  note('stopped');
  if (role === 'api') process.exit(0);
});
