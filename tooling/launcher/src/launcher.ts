import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  apiEnvironment,
  receiverEnvironment,
  receiverUrlOf,
  storeEnvironment,
  type Wiring,
} from './child-environment.ts';
import { chooseReceiverPort } from './choose-receiver-port.ts';
import type { Config } from './config.ts';
import { FrontDoor } from './front-door.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { prepareStore } from './prepare-store.ts';
import { readDemo } from './read-demo.ts';
import { ProcessRecord } from './process-record.ts';
import type { Program } from './program.ts';
import type { Progress } from './progress.ts';
import { readSecrets } from './read-secrets.ts';
import { runTask } from './run-task.ts';
import { StartError } from './start-error.ts';
import { SupervisedDatabase } from './supervised-database.ts';
import { SupervisedProcess } from './supervised-process.ts';
import type { Lock } from './take-lock.ts';

/** What the launcher starts, and how; tests put small programs in place of the real ones. */
export interface LauncherOptions {
  config: Config;
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  /** Files below the project root that Node.js runs. */
  programs: { api: string; store: string; receiver: string };
  /** Builds the store and runs a copy of what was built; false runs `programs.store` as it is. */
  build: boolean;
  /** Called when a part that nothing works without keeps dying. */
  onBroken(): void;
}

/** Pauses before restarts in a row, and after how long a part counts as steady again. */
const restarts = { backoffMs: [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000], steadyAfterMs: 60_000 };

/**
 * What each program may hold, in MiB: three times what the soak saw it hold at most. One that needs more has a defect, and is better started again than left
 * to take the memory of all others, PostgreSQL's included.
 */
const heapMb: Record<string, number> = { api: 768, dispatcher: 512, store: 512, receiver: 256 };

interface Step {
  name: string;
  stop(): Promise<void>;
  kill?(): void;
}

/** The whole system: starts its parts in order and stops them in the order in which they depend on each other. */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #record: ProcessRecord;
  readonly #aborted = new AbortController();
  /** Started parts; the last is stopped first. */
  readonly #parts: Step[] = [];
  readonly #processes: Partial<Record<'api' | 'store', SupervisedProcess>> = {};
  #lock: Lock | undefined;
  #recording = false;

  constructor(options: LauncherOptions) {
    this.#options = options;
    this.#record = new ProcessRecord(options.config.dataDir);
  }

  /** Starts everything; resolves with the public origin once it answers. Throws a {@link StartError}; call `stop` then, too. */
  async start(): Promise<{ baseUrl: string }> {
    const { config, progress } = this.#options;
    this.#lock = await lockDataDir(config.dataDir, this.#record);
    // Taking the port comes before the long work: whoever comes early reads that the system is starting.
    const door = new FrontDoor({ ...config, target: (program) => this.#processes[program]?.port });
    await door.listen();
    const closeDoor = { name: 'front door', stop: () => door.close() };
    this.#parts.push(closeDoor);
    await mkdir(join(config.dataDir, 'logs'), { recursive: true, mode: 0o700 });
    const ended = await this.#record.endLeftovers();
    if (ended > 0)
      progress.say(`Ended ${ended} ${ended === 1 ? 'process' : 'processes'} that an earlier run left behind.`);
    this.#recording = true;
    await this.#record.open();

    const building = this.#build();
    building.catch(() => {}); // looked at below, once the database is ready
    const wiring = await this.#wire(door.baseUrl);
    await this.#prepareData(wiring);
    await this.#startPrograms({ ...wiring, operators: await this.#demoOperators() }, await building);
    // What answers visitors goes last and is stopped first.
    this.#parts.splice(this.#parts.indexOf(closeDoor), 1);
    this.#parts.push(closeDoor);
    return { baseUrl: door.baseUrl };
  }

  /** Stops what was started: front door, api and store, dispatcher with what it has under way, database. */
  async stop(): Promise<void> {
    this.#options.progress.abandon();
    this.#aborted.abort(new StartError('Stopped while starting.'));
    for (let part = this.#parts.at(-1); part !== undefined; part = this.#parts.at(-1)) {
      const { name } = part;
      await part
        .stop()
        .catch((error: Error) => this.#options.progress.say(`${name} did not stop well: ${error.message}`));
      this.#parts.splice(this.#parts.indexOf(part), 1);
    }
    if (this.#recording) await this.#record.close();
    this.#lock?.release();
  }

  /** Ends every child at once and asks the database to close without waiting for it. */
  kill(): void {
    this.#aborted.abort(new StartError('Stopped while starting.'));
    for (const part of this.#parts) part.kill?.();
  }

  /** The file of the store to run. */
  async #build(): Promise<string> {
    const { build, projectRoot, programs, progress, config } = this.#options;
    if (!build) return join(projectRoot, programs.store);
    return prepareStore({
      projectRoot,
      dataDir: config.dataDir,
      logFile: join(config.dataDir, 'logs/build.log'),
      signal: this.#aborted.signal,
      onBuild: (work) => progress.step(['Building the store', 'Store built'], work),
    });
  }

  async #wire(baseUrl: string): Promise<Wiring> {
    const { config, env } = this.#options;
    const secrets = await readSecrets(config.dataDir);
    const receiverPort = config.seed === 'demo' ? await chooseReceiverPort(config.dataDir) : undefined;
    const databaseUrl = config.databaseUrl ?? (await this.#startDatabase());
    return { config, env, secrets, baseUrl, databaseUrl, receiverPort };
  }

  async #startDatabase(): Promise<string> {
    const { config, progress } = this.#options;
    const supervised = new SupervisedDatabase({
      dataDir: join(config.dataDir, 'postgres'),
      say: (line) => progress.say(line),
      log: (line) => progress.say(progress.dim(line)),
      onGivenUp: this.#options.onBroken,
      ...restarts,
    });
    // A part from the first moment: a stop while it starts must wait for it, or it would outlive us.
    const stop = () => supervised.stop();
    this.#parts.unshift({ name: 'database', stop, kill: () => void stop().catch(() => {}) });
    const database = await progress.step(['Starting the database', 'Database is up'], () => supervised.start());
    this.#aborted.signal.throwIfAborted();
    return database.url;
  }

  async #prepareData(wiring: Wiring): Promise<void> {
    const { progress } = this.#options;
    const run = (role: 'migrate' | 'seed') =>
      runTask(this.#program(role, 'api', apiEnvironment(role, wiring)), this.#record, this.#aborted.signal);
    await progress.step(['Migrating the database', 'Database migrated'], () => run('migrate'));
    if (wiring.config.seed === 'demo') await progress.step(['Seeding the demo', 'Demo seeded'], () => run('seed'));
  }

  /** The demo's operator is one; there is none without the demo. */
  async #demoOperators(): Promise<string[]> {
    const { config } = this.#options;
    const demo = config.seed === 'demo' ? await readDemo(config.dataDir) : undefined;
    const id = demo?.accounts['operator']?.userId;
    return id === undefined ? [] : [id];
  }

  async #startPrograms(wiring: Wiring, storeFile: string): Promise<void> {
    const { progress } = this.#options;
    await progress.step(['Starting the programs', 'Programs are up'], async () => {
      // The later a part is made, the earlier it is stopped.
      const receiver = this.#startReceiver(wiring);
      const dispatcher = this.#supervise(this.#program('dispatcher', 'api', apiEnvironment('dispatcher', wiring)));
      const api = this.#supervise(this.#program('api', 'api', apiEnvironment('api', wiring)));
      await Promise.all([dispatcher.start(), api.start(), receiver]);
      if (api.port === undefined) throw new StartError('The API did not say on which port it listens.');
      const store = this.#supervise({
        ...this.#program('store', 'store', storeEnvironment(wiring, api.port)),
        file: storeFile,
        reportsPortItself: false,
      });
      await store.start();
      this.#processes.api = api;
      this.#processes.store = store;
    });
  }

  /** The receiver is a guest from the outside world: without it the store works on, and deliveries to it are retried. */
  async #startReceiver(wiring: Wiring): Promise<void> {
    const { receiverPort } = wiring;
    if (receiverPort === undefined) return;
    const program = this.#program('receiver', 'receiver', receiverEnvironment(wiring, receiverPort));
    const receiver = this.#supervise(program, () => {});
    await receiver.start().catch((error: StartError) => {
      this.#aborted.signal.throwIfAborted();
      const { progress } = this.#options;
      progress.say(
        [
          `The demo's receiver is not available at ${receiverUrlOf(receiverPort)}.`,
          error.message,
          ...error.advice,
        ].join('\n  '),
      );
    });
  }

  #program(name: string, kind: 'api' | 'store' | 'receiver', env: Record<string, string>): Program {
    const { projectRoot, programs, config } = this.#options;
    const logFile = join(config.dataDir, 'logs', `${name}.log`);
    const file = join(projectRoot, programs[kind]);
    const heap = heapMb[name] === undefined ? {} : { heapMb: heapMb[name] };
    return { name, file, cwd: projectRoot, env, logFile, reportsPortItself: true, ...heap };
  }

  #supervise(program: Program, onGivenUp = this.#options.onBroken): SupervisedProcess {
    this.#aborted.signal.throwIfAborted();
    const supervised = new SupervisedProcess(program, {
      record: this.#record,
      say: (line) => this.#options.progress.say(line),
      onGivenUp,
      readyTimeoutMs: 60_000,
      stopTimeoutMs: program.name === 'dispatcher' ? 30_000 : 10_000,
      ...restarts,
    });
    this.#parts.push({ name: program.name, stop: () => supervised.stop(), kill: () => supervised.kill() });
    return supervised;
  }
}
