import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessRecord } from './process-record.ts';
import { endOfLog, type Program } from './program.ts';
import { startChild } from './start-child.ts';
import { StartError } from './start-error.ts';

/** How a process is kept running. */
export interface Supervision {
  record: ProcessRecord;
  /** Told in one or more lines what happened. */
  say(line: string): void;
  /** Called when the process has been given up: it kept dying. */
  onGivenUp(): void;
  readyTimeoutMs: number;
  /** How long it may take to finish its work after SIGTERM. */
  stopTimeoutMs: number;
  /** Pauses before the 1st, 2nd, ... restart in a row; after the last one it is given up. */
  backoffMs: readonly number[];
  /** Having run this long, it starts with the first pause again. */
  steadyAfterMs: number;
}

const isReady = (message: unknown): message is { type: 'ready'; port?: number } =>
  typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'ready';

/** One program kept running: started, watched, started again when it dies, and stopped with patience. */
export class SupervisedProcess {
  readonly #program: Program;
  readonly #supervision: Supervision;
  #child: ChildProcess | undefined;
  #port: number | undefined;
  #keptPort: number | undefined;
  #restarts = 0;
  #stopping = false;

  constructor(program: Program, supervision: Supervision) {
    this.#program = program;
    this.#supervision = supervision;
  }

  get name(): string {
    return this.#program.name;
  }

  /** Where it listens on 127.0.0.1; undefined while it is not ready. */
  get port(): number | undefined {
    return this.#port;
  }

  /** The process that runs now; undefined before the first. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it has said that it is ready; throws a {@link StartError} with the end of its log when it ends before. */
  async start(): Promise<void> {
    const { child, logStart } = await startChild(this.#onKeptPort(), this.#supervision.record);
    this.#child = child;
    if (this.#stopping) child.kill('SIGTERM');
    const startedAt = Date.now();
    const failure = await this.#untilReady(child);
    if (failure !== undefined) {
      child.kill('SIGKILL');
      if (this.#stopping) throw new StartError(`${this.name} was stopped.`);
      throw new StartError(`${this.name} did not start: ${failure}.`, [
        await endOfLog(this.#program.logFile, logStart),
        `The whole log: ${this.#program.logFile}`,
      ]);
    }
    const onExit = (code: number | null, signal: string | null) => {
      this.#port = undefined;
      if (this.#stopping) return;
      if (Date.now() - startedAt > this.#supervision.steadyAfterMs) this.#restarts = 0;
      void this.#restart(`ended (${signal ?? `exit code ${code}`})`, logStart);
    };
    if (hasEnded(child)) onExit(child.exitCode, child.signalCode);
    else child.once('exit', onExit);
  }

  /** Asks it to finish, and ends it when it does not within the supervision's patience. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), this.#supervision.stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }

  /** Ends it at once. */
  kill(): void {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }

  /** Others know its address by now, so it comes back on the port that it had. */
  #onKeptPort(): Program {
    if (this.#keptPort === undefined) return this.#program;
    return { ...this.#program, env: { ...this.#program.env, PORT: String(this.#keptPort) } };
  }

  async #untilReady(child: ChildProcess): Promise<string | undefined> {
    if (hasEnded(child)) return endingOf(child);
    return new Promise((resolve) => {
      const { readyTimeoutMs } = this.#supervision;
      const timer = setTimeout(() => settle(`not ready after ${readyTimeoutMs / 1000} s`), readyTimeoutMs);
      const onMessage = (message: unknown) => {
        if (!isReady(message)) return;
        this.#port = message.port;
        this.#keptPort = message.port ?? this.#keptPort;
        settle(undefined);
      };
      const onExit = () => settle(endingOf(child));
      const settle = (failure: string | undefined) => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit);
        resolve(failure);
      };
      child.on('message', onMessage).once('exit', onExit);
    });
  }

  async #restart(what: string, logStart: number): Promise<void> {
    const { say, backoffMs, onGivenUp } = this.#supervision;
    const pauseMs = backoffMs[this.#restarts++];
    const lines = await endOfLog(this.#program.logFile, logStart);
    if (lines !== '') say(lines.replaceAll(/^/gm, '    '));
    if (pauseMs === undefined) {
      say(
        `${this.name} ${what} again and is given up after ${backoffMs.length} restarts. Its log: ${this.#program.logFile}`,
      );
      return onGivenUp();
    }
    say(`${this.name} ${what}; starting it again in ${pauseMs / 1000} s. Its log: ${this.#program.logFile}`);
    await sleep(pauseMs, undefined, { ref: false });
    if (this.#stopping) return;
    try {
      await this.start();
      say(`${this.name} is back.`);
    } catch {
      if (!this.#stopping) await this.#restart('did not start', logStart);
    }
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
const endingOf = (child: ChildProcess): string => `it ended (${child.signalCode ?? `exit code ${child.exitCode}`})`;
