import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, closeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./log-nowhere.fixture.ts', import.meta.url));

test.skipIf(!existsSync('/dev/full'))(
  'a log that cannot be written, since its disk is full, does not end the program',
  async () => {
    const full = openSync('/dev/full', 'w');
    const child = fork(program, { stdio: ['ignore', full, 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += String(chunk)));
    const [code] = (await once(child, 'exit')) as [number | null];
    closeSync(full);
    expect([said, code]).toEqual(['', 7]);
  },
);
