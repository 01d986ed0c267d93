import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { repeat, type Repeated } from '@minimart/repeat';
import { createId } from '@minimart/tokens';
import { claimRollout, endRollout, moveRollout, nextInstallations, type Rollout } from './rollouts.ts';
import { putOff, takeCheck, type UpdateCheck } from './update-checks.ts';

/** What a runner works with. */
export interface UpdateRunnerOptions {
  orm: Pick<MikroORM, 'em'>;
  /** Looks at one installation, in the transaction of `em`: `checkForUpdate`, and whatever belongs with it. */
  check(em: EntityManager, installationId: string): Promise<unknown>;
  /** Told when an installation could not be looked at, which is tried again later, and when the database did not answer. */
  onError?: (error: unknown) => void;
  /** How often to look for work; 1 s without it. */
  pollMs?: number;
  /** For how long an app is held between two batches; 10 s without it. Whoever dies leaves it to others after that. */
  leaseMs?: number;
}

const batch = 50;
const atOnce = 4;

/**
 * Brings installations up to their apps' releases until stopped: those of an app whose releases have changed, batch by batch, and single ones that asked for it.
 * Each installation moves in a transaction of its own. As many as wanted may run at once, in as many processes.
 */
export class UpdateRunner {
  readonly #options: Required<Omit<UpdateRunnerOptions, 'onError'>> & UpdateRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Repeated | undefined;

  constructor({ pollMs = 1_000, leaseMs = 10_000, ...rest }: UpdateRunnerOptions) {
    this.#options = { ...rest, pollMs, leaseMs };
  }

  start(): void {
    const { pollMs: everyMs, onError } = this.#options;
    this.#running ??= repeat(() => this.drain(), { everyMs, onError });
  }

  /** Finishes the batch at hand and stops. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running?.stop();
  }

  /** Works until nothing is left to do that is due now. */
  async drain(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      while (await this.#checkOne()) if (this.#stopping.signal.aborted) return;
      const rollout = await claimRollout(this.#em(), this.#options.leaseMs);
      if (rollout === undefined) return;
      await this.#walk(rollout);
    }
  }

  #em(): EntityManager {
    return this.#options.orm.em.fork() as EntityManager;
  }

  async #walk(rollout: Rollout): Promise<void> {
    const { appId, generation } = rollout;
    let { walkedTo } = rollout;
    while (!this.#stopping.signal.aborted) {
      const ids = await nextInstallations(this.#em(), { appId, generation, walkedTo }, batch);
      for (let first = 0; first < ids.length; first += atOnce)
        await Promise.all(ids.slice(first, first + atOnce).map((id) => this.#check(id)));
      if (ids.length < batch) return endRollout(this.#em(), rollout);
      walkedTo = ids.at(-1)!;
      if (!(await moveRollout(this.#em(), { appId, generation, walkedTo }, this.#options.leaseMs))) return;
    }
    // Left to the next one at once.
    await moveRollout(this.#em(), { appId, generation, walkedTo }, 0);
  }

  /** One that fails is put off, so that it holds up no other. */
  async #check(installationId: string): Promise<void> {
    try {
      await this.#em().transactional((em) => this.#options.check(em, installationId));
    } catch (error) {
      this.#options.onError?.(error);
      await putOff(this.#em(), { id: createId('chk'), installationId });
    }
  }

  /** Takes one single check off the list, in the transaction that does it; false when none is due. */
  async #checkOne(): Promise<boolean> {
    let taken: UpdateCheck | undefined;
    try {
      await this.#em().transactional(async (em) => {
        taken = await takeCheck(em);
        if (taken !== undefined) await this.#options.check(em, taken.installationId);
      });
    } catch (error) {
      if (taken === undefined) throw error;
      this.#options.onError?.(error);
      await putOff(this.#em(), taken);
    }
    return taken !== undefined;
  }
}
