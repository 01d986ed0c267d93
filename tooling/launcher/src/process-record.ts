import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identifyProcess, isStillRunning, type ProcessIdentity } from './process-identity.ts';
import { writePrivateFile } from './write-private-file.ts';

const identitySchema = z.object({ pid: z.int().positive(), startedAt: z.string(), command: z.string() });
const recordSchema = z.object({ launcher: identitySchema.optional(), children: z.array(identitySchema) });

/** Keeps `<data dir>/processes.json`: which processes this launcher started, so that a next one can end what a crash left. */
export class ProcessRecord {
  readonly #path: string;
  readonly #children = new Map<number, ProcessIdentity>();
  #launcher: ProcessIdentity | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'processes.json');
  }

  /** The launcher that wrote the record last, when it is running still. */
  async runningLauncher(): Promise<ProcessIdentity | undefined> {
    const { launcher } = await this.#read();
    return launcher && (await isStillRunning(launcher)) ? launcher : undefined;
  }

  /** Ends the recorded children that are running still, at once after `patienceMs`; tells how many there were. */
  async endLeftovers(patienceMs = 10_000): Promise<number> {
    const { children } = await this.#read();
    const ended = await Promise.all(children.map((child) => endLeftover(child, patienceMs)));
    return ended.filter(Boolean).length;
  }

  /** Starts the record anew with this process as the launcher. */
  async open(): Promise<void> {
    this.#launcher = await identifyProcess(process.pid);
    await this.#write();
  }

  /** Records a child just started. */
  async add(pid: number): Promise<void> {
    const identity = await identifyProcess(pid);
    if (identity === undefined) return;
    this.#children.set(pid, identity);
    await this.#write();
  }

  /** Forgets a child that has ended. */
  async remove(pid: number): Promise<void> {
    if (this.#children.delete(pid)) await this.#write();
  }

  /** Leaves an empty record behind: nothing of this run is running any more. */
  async close(): Promise<void> {
    this.#launcher = undefined;
    this.#children.clear();
    await this.#write();
  }

  async #read(): Promise<z.infer<typeof recordSchema>> {
    try {
      return recordSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch {
      return { children: [] }; // none yet, or cut off by a crash
    }
  }

  async #write(): Promise<void> {
    const text = () => JSON.stringify({ launcher: this.#launcher, children: [...this.#children.values()] }, null, 2);
    this.#writing = this.#writing.catch(() => {}).then(() => writePrivateFile(this.#path, `${text()}\n`));
    await this.#writing;
  }
}

async function endLeftover(child: ProcessIdentity, patienceMs: number): Promise<boolean> {
  if (!(await isStillRunning(child))) return false;
  signal(child.pid, 'SIGTERM');
  for (const started = Date.now(); Date.now() - started < patienceMs; await sleep(50)) {
    if (!(await isStillRunning(child))) return true;
  }
  if (await isStillRunning(child)) signal(child.pid, 'SIGKILL');
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it ended meanwhile
  }
}
