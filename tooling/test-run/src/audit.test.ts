import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const audit = fileURLToPath(new URL('audit.ts', import.meta.url));

/** The command on a registry of our own that answers every question about advisories alike. */
async function auditAgainst(status: number, advisories: object) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(advisories));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const child = spawn(process.execPath, [audit, '--registry', registry], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const told = await text(child.stdout);
  server.closeAllConnections();
  server.close();
  return { told, code: await ended };
}

const advisory = (severity: string) => ({
  express: [
    {
      id: 1,
      url: 'https://example.com/1',
      title: 'Too kind',
      severity,
      vulnerable_versions: '*',
      cwe: [],
      cvss: { score: 9 },
    },
  ],
});

test('nothing known is good, and so is what is not severe, which is told', async () => {
  expect(await auditAgainst(200, {})).toEqual({ told: 'Audited: nothing is known against our packages.\n', code: 0 });
  const mild = await auditAgainst(200, advisory('moderate'));
  expect(mild).toMatchObject({ told: expect.stringContaining('moderate: express, Too kind'), code: 0 });
});

test('what is severe fails', async () => {
  expect(await auditAgainst(200, advisory('critical'))).toMatchObject({
    told: expect.stringContaining('critical: express, Too kind (https://example.com/1)'),
    code: 1,
  });
});

test('a registry that cannot say is not taken for good news', async () => {
  expect(await auditAgainst(405, {})).toMatchObject({ told: expect.stringContaining('Not audited'), code: 2 });
});
