import type { Sealer } from '@minimart/sealing';
import { attemptDelivery, type AttemptPorts } from './attempt-delivery.ts';
import { createBackoff, type Backoff } from './create-backoff.ts';
import { createNap } from './create-nap.ts';
import { createSender, type Sender } from './create-sender.ts';
import { createSettleQueue, type SettleQueue } from './create-settle-queue.ts';
import type { ClaimedDelivery, DeliveryStore } from './delivery-store.ts';
import type { DispatcherLogger } from './dispatcher-logger.ts';
import type { EgressGuard } from './egress/create-egress-guard.ts';

/** Settings of a dispatcher, with their defaults. */
export interface DispatcherOptions {
  store: DeliveryStore;
  sealer: Sealer;
  guard: EgressGuard;
  /** `Minimart/<version>`. */
  userAgent: string;
  logger: DispatcherLogger;
  /** Attempts under way at once in this process: 64. */
  concurrency?: number;
  /** Attempts under way at once to one endpoint: 8. */
  perEndpoint?: number;
  /** How long a claim lasts when its dispatcher dies: 30 s. Longer than `timeoutMs`. */
  leaseMs?: number;
  /** How often to look when nothing wakes it: 250 ms. While the database fails, twice as long each time, up to 30 s. */
  pollMs?: number;
  /** The deadline of a whole exchange: 15 s. */
  timeoutMs?: number;
  clock?: { now(): Date };
  random?: () => number;
}

const settleMarginMs = 1000;
const longestPauseMs = 30_000;

/**
 * Sends what the outbox holds: at least once, and as a rule exactly once an attempt. Any number of them share one database;
 * one that dies leaves leases that run out.
 */
export class WebhookDispatcher {
  readonly #store: DeliveryStore;
  readonly #logger: DispatcherLogger;
  readonly #limits: { concurrency: number; perEndpoint: number; leaseMs: number; pollMs: number };
  readonly #sender: Sender;
  readonly #ports: AttemptPorts;
  readonly #queue: SettleQueue;
  readonly #nap = createNap();
  readonly #backoff: Backoff;
  readonly #inFlight = new Set<Promise<void>>();
  #loop: Promise<void> | null = null;
  #isStopping = false;
  #pauseMs: number;

  constructor(options: DispatcherOptions) {
    const { concurrency = 64, perEndpoint = 8, leaseMs = 30_000, pollMs = 250, timeoutMs = 15_000 } = options;
    if (leaseMs < timeoutMs + settleMarginMs) {
      throw new Error(`leaseMs (${leaseMs}) must exceed timeoutMs (${timeoutMs}) by ${settleMarginMs} ms or more.`);
    }
    const { store, sealer, guard, userAgent, logger, clock, random = Math.random } = options;
    this.#store = store;
    this.#logger = logger;
    this.#limits = { concurrency, perEndpoint, leaseMs, pollMs };
    this.#pauseMs = pollMs;
    this.#backoff = createBackoff({ firstMs: pollMs, longestMs: longestPauseMs, random });
    this.#sender = createSender({ guard, timeoutMs });
    this.#ports = { sealer, sender: this.#sender, userAgent, random, now: () => clock?.now() ?? new Date() };
    this.#queue = createSettleQueue({ store, logger, patienceMs: 2 * leaseMs, onFlushed: () => this.wake() });
  }

  /** Begins to claim and send; returns at once. */
  start(): void {
    if (this.#loop !== null) return;
    this.#isStopping = false;
    this.#loop = this.#run();
  }

  /** Claims nothing more, and resolves when all that is in flight has been answered and recorded. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.wake();
    await this.#loop;
    this.#loop = null;
    await Promise.all(this.#inFlight);
    await this.#sender.close();
  }

  /** Looks for work now rather than at the next poll; call it after committing a transaction that enqueued. */
  wake(): void {
    this.#nap.end();
  }

  /** Claims once and resolves when these attempts are recorded, with their number. */
  async tick(): Promise<number> {
    const begun = await this.#claim();
    await Promise.all(begun);
    return begun.length;
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      await this.#room();
      const begun = this.#isStopping ? [] : await this.#claim();
      if (begun.length === 0) await this.#nap.take(this.#pauseMs);
    }
  }

  // Waiting for a quarter of the slots keeps claims in batches: under load a statement then serves many deliveries.
  async #room(): Promise<void> {
    const { concurrency, pollMs } = this.#limits;
    const wanted = Math.ceil(concurrency / 4);
    const free = () => concurrency - this.#inFlight.size;
    const until = Date.now() + pollMs;
    while (!this.#isStopping && (free() === 0 || (free() < wanted && Date.now() < until))) {
      await this.#nap.take(pollMs);
    }
  }

  async #claim(): Promise<Promise<void>[]> {
    const { concurrency, perEndpoint, leaseMs } = this.#limits;
    const limit = concurrency - this.#inFlight.size;
    if (limit <= 0) return [];
    try {
      const claimed = await this.#store.claim({ limit, perEndpoint, leaseMs });
      this.#onAnswer();
      return claimed.map((delivery) => this.#begin(delivery));
    } catch (error) {
      this.#onFailure(error);
      return [];
    }
  }

  #onAnswer(): void {
    const failures = this.#backoff.failures();
    if (failures > 0) this.#logger.info({ failures }, 'the database answers again');
    this.#backoff.reset();
    this.#pauseMs = this.#limits.pollMs;
  }

  #onFailure(error: unknown): void {
    this.#pauseMs = this.#backoff.fail();
    const facts = { err: error, failures: this.#backoff.failures(), pauseMs: this.#pauseMs };
    this.#logger.error(facts, 'could not claim deliveries');
  }

  #begin(claimed: ClaimedDelivery): Promise<void> {
    const work = this.#attempt(claimed).finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
    return work;
  }

  async #attempt(claimed: ClaimedDelivery): Promise<void> {
    const { id, endpointId, attempt } = claimed;
    try {
      const settlement = await attemptDelivery(this.#ports, claimed);
      const { status, record } = settlement;
      const facts = { delivery: id, endpoint: endpointId, attempt, status, statusCode: record?.statusCode ?? null };
      this.#logger.info({ ...facts, durationMs: record?.durationMs ?? 0 }, 'delivery attempted');
      await this.#queue.add(settlement);
    } catch (error) {
      // A defect of ours; the lease runs out and the delivery is claimed again.
      this.#logger.error({ err: error, delivery: id }, 'an attempt broke off');
    }
  }
}
