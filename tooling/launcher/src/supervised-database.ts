import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, type PostgresServer } from '@minimart/postgres-server';

/** How a PostgreSQL is kept running. */
export interface DatabaseSupervision {
  dataDir: string;
  /** Told in one line what happened. */
  say(line: string): void;
  /** Told in one line what is being done. */
  log(line: string): void;
  /** Called when it has been given up: it kept ending. */
  onGivenUp(): void;
  /** Pauses before the 1st, 2nd, ... restart in a row; after the last one it is given up. */
  backoffMs: readonly number[];
  /** Having run this long, it starts with the first pause again. */
  steadyAfterMs: number;
}

/**
 * Our own PostgreSQL kept running: started, and started again on the same port when it ends without being asked to. What was committed is there again;
 * PostgreSQL itself sees to that. The programs wait for it as for any database that is away.
 */
export class SupervisedDatabase {
  readonly #supervision: DatabaseSupervision;
  #starting: Promise<PostgresServer> | undefined;
  #port: number | undefined;
  #pid: number | undefined;
  #restarts = 0;
  #stopping = false;

  constructor(supervision: DatabaseSupervision) {
    this.#supervision = supervision;
  }

  /** The main process of the server that runs now; undefined before the first. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** Resolves with the server once it answers. */
  async start(): Promise<PostgresServer> {
    const { dataDir, log } = this.#supervision;
    this.#starting = startPostgres({ dataDir, log, ...(this.#port !== undefined && { port: this.#port }) });
    const server = await this.#starting;
    const startedAt = Date.now();
    [this.#port, this.#pid] = [server.port, server.pid];
    void this.#watch(server, startedAt);
    return server;
  }

  async #watch(server: PostgresServer, startedAt: number): Promise<void> {
    await server.ended;
    if (this.#stopping) return;
    if (Date.now() - startedAt > this.#supervision.steadyAfterMs) this.#restarts = 0;
    await this.#restart('ended');
  }

  /** Stops it, or keeps it from coming back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    // One that is still starting must be waited for, or it would outlive us.
    const server = await this.#starting?.catch(() => undefined);
    await server?.stop();
  }

  async #restart(what: string): Promise<void> {
    const { say, backoffMs, onGivenUp, dataDir } = this.#supervision;
    const pauseMs = backoffMs[this.#restarts++];
    const where = `Its log: ${dataDir}/server.log`;
    if (pauseMs === undefined) {
      say(`The database ${what} again and is given up after ${backoffMs.length} restarts. ${where}`);
      return onGivenUp();
    }
    say(`The database ${what}; starting it again in ${pauseMs / 1000} s. ${where}`);
    await sleep(pauseMs, undefined, { ref: false });
    if (this.#stopping) return;
    try {
      await this.start();
      say('The database is back.');
    } catch {
      // Why, its log says: as a rule a process of the one before has not ended yet.
      if (!this.#stopping) await this.#restart('did not start');
    }
  }
}
