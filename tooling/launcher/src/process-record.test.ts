import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { ProcessRecord } from './process-record.ts';

let dataDir: string;
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'minimart-record-'))));
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function startSleeper() {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return { pid: child.pid!, ended: once(child, 'exit'), child };
}

describe('ProcessRecord', () => {
  it('ends a recorded process that an earlier run left behind', async () => {
    const { pid, ended } = await startSleeper();
    await new ProcessRecord(dataDir).add(pid);
    expect(await new ProcessRecord(dataDir).endLeftovers()).toBe(1);
    expect((await ended)[1]).toBe('SIGTERM');
  });

  it.each<[string, Partial<ProcessIdentity>]>([
    ['started at another time', { startedAt: 'long ago' }],
    ['runs another program', { command: 'something else' }],
  ])('never touches a process of the same id that %s', async (_what, change) => {
    const { pid, child } = await startSleeper();
    const identity = { ...(await identifyProcess(pid)), ...change };
    await writeFile(join(dataDir, 'processes.json'), JSON.stringify({ children: [identity] }));
    expect(await new ProcessRecord(dataDir).endLeftovers()).toBe(0);
    expect(child.exitCode ?? child.signalCode).toBeNull();
    child.kill('SIGKILL');
  });

  it('takes a record that a crash cut off for an empty one', async () => {
    await writeFile(join(dataDir, 'processes.json'), '{"children":[{"pi');
    expect(await new ProcessRecord(dataDir).endLeftovers()).toBe(0);
  });

  it('forgets a process that has ended', async () => {
    const { pid, child, ended } = await startSleeper();
    const record = new ProcessRecord(dataDir);
    await record.add(pid);
    await record.remove(pid);
    expect(await readFile(join(dataDir, 'processes.json'), 'utf8')).not.toContain(String(pid));
    child.kill('SIGKILL');
    await ended;
  });
});
