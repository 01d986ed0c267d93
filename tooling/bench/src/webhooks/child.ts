import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** A process that does as it is told; gone when disposed of. */
export interface Child extends AsyncDisposable {
  /** Orders something and gives the answer; throws when there is none within `patienceMs` (a minute), or the process dies. */
  ask<Answer>(what: string, value?: unknown, patienceMs?: number): Promise<Answer>;
}

interface Reply {
  id: number;
  answer?: unknown;
  error?: string;
}

/** Starts a TypeScript file that calls `obey`. What it prints goes to stderr, so that the report stays alone on stdout. */
export async function startChild(file: URL, env: Record<string, string>, execArgv: string[] = []): Promise<Child> {
  const child = fork(file, { env: { ...process.env, ...env }, execArgv, stdio: ['ignore', 2, 2, 'ipc'] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const exited = once(child, 'exit');
  let asked = 0;
  child.on('message', ({ id, answer, error }: Reply) => {
    if (error === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on('error', () => {}); // the exit that follows says it to whoever waits
  child.on('exit', (code, signal) => {
    for (const one of waiting.values()) one.reject(new Error(`A process of the benchmark ended (${signal ?? code}).`));
  });
  const ask = async <Answer>(what: string, value?: unknown, patienceMs = 60_000): Promise<Answer> => {
    if (!child.connected) throw new Error(`Nobody is there to be asked for ${what}.`);
    const [id, reply] = [(asked += 1), Promise.withResolvers<unknown>()];
    waiting.set(id, reply);
    child.send({ id, what, value });
    const over = new AbortController();
    const late = setTimeout(patienceMs, undefined, { signal: over.signal }).then(() => {
      throw new Error(`No answer to ${what} within ${patienceMs / 1000} s.`);
    });
    try {
      return (await Promise.race([reply.promise, late])) as Answer;
    } finally {
      waiting.delete(id);
      late.catch(() => {});
      over.abort();
    }
  };
  const end = async () => {
    await ask('close', undefined, 20_000).catch(() => {}); // it is ended anyway
    if (child.connected) child.disconnect();
    const kill = globalThis.setTimeout(() => child.kill('SIGKILL'), 3_000);
    await exited;
    clearTimeout(kill);
  };
  try {
    await ask('ready');
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return { ask, [Symbol.asyncDispose]: end };
}
