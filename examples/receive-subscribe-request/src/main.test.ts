import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecretReader } from './read-secrets.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'receiver-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('main', () => {
  it('tells its parent the port it got and ends when the parent lets go', async () => {
    const child = fork(join(import.meta.dirname, 'main.ts'), { env: { ...process.env, PORT: '0' }, silent: true });
    const [ready] = (await once(child, 'message')) as [{ type: string; port: number }];
    expect(ready.type).toBe('ready');
    expect((await fetch(`http://127.0.0.1:${ready.port}/state`)).status).toBe(200);
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

describe('createSecretReader', () => {
  it('reads pairs whose secret ends in the padding of base64', async () => {
    const secretOf = createSecretReader({ SIGNING_SECRETS: '/tag-sync=whsec_abc=, ledger-link=whsec_def=' });
    expect(await secretOf('tag-sync')).toBe('whsec_abc=');
    expect(await secretOf('ledger-link')).toBe('whsec_def=');
    expect(await secretOf('other')).toBeUndefined();
  });

  it('sees a secret that was written after the start', async () => {
    const file = join(directory, 'secrets.json');
    const secretOf = createSecretReader({ RECEIVER_SECRETS_FILE: file });
    expect(await secretOf('tag-sync')).toBeUndefined();
    await writeFile(file, '{"tag-sync":"whsec_later"}', { mode: 0o600 });
    expect(await secretOf('tag-sync')).toBe('whsec_later');
  });
});
