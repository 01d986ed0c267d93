import { setTimeout } from 'node:timers/promises';
import type { Sealer } from '@minimart/sealing';
import { createId } from '@minimart/tokens';
import { attemptDelivery, type AttemptPorts } from './attempt-delivery.ts';
import { createBackoff, type Backoff } from './create-backoff.ts';
import { createNap } from './create-nap.ts';
import { createSender, type Sender } from './create-sender.ts';
import { createSignerOpener } from './create-signer-opener.ts';
import { createSettleQueue, type SettleQueue } from './create-settle-queue.ts';
import type { ClaimedDelivery, DeliveryStore, Settlement } from './delivery-store.ts';
import { countAttempt, noCounts } from './dispatcher-counts.ts';
import type { DispatcherLogger } from './dispatcher-logger.ts';
import type { EgressGuard } from './egress/create-egress-guard.ts';
import { giveBack } from './settle-attempt.ts';
import { untraced, type AttemptTracer } from './trace-attempts.ts';

/** Settings of a dispatcher, with their defaults. */
export interface DispatcherOptions {
  store: DeliveryStore;
  sealer: Sealer;
  guard: EgressGuard;
  /** `Minimart/<version>`. */
  userAgent: string;
  logger: DispatcherLogger;
  /** Attempts under way at once in this process: 128. */
  concurrency?: number;
  /** Attempts under way at once to one endpoint, over all dispatchers: 8. */
  perEndpoint?: number;
  /** How long a claim lasts when its dispatcher dies: 30 s. Longer than `timeoutMs`. */
  leaseMs?: number;
  /** How often to look when nothing wakes it: 500 ms. While the database fails, twice as long each time, up to 30 s. */
  pollMs?: number;
  /** The deadline of a whole exchange: 15 s. */
  timeoutMs?: number;
  /** An HTTP proxy (CONNECT) that all requests go through; it then looks up names itself. */
  proxyUrl?: string | undefined;
  clock?: { now(): Date };
  random?: () => number;
  /** Follows each attempt; none does without it. */
  tracer?: AttemptTracer | undefined;
}

const settleMarginMs = 1000;
const longestPauseMs = 30_000;
const reportMs = 5_000;
const breathMs = 5;
const gatherMs = 50;

/**
 * Sends what the outbox holds: at least once, and as a rule exactly once an attempt. Any number of them share one database;
 * one that dies leaves leases that run out.
 */
export class WebhookDispatcher {
  /** Names this dispatcher in what it reports. */
  readonly id = createId('dsp');
  readonly #store: DeliveryStore;
  readonly #logger: DispatcherLogger;
  readonly #limits: { concurrency: number; perEndpoint: number; leaseMs: number; pollMs: number; patienceMs: number };
  readonly #sender: Sender;
  readonly #ports: AttemptPorts;
  readonly #queue: SettleQueue;
  readonly #nap = createNap();
  readonly #backoff: Backoff;
  /** From the claim until the result is recorded. */
  readonly #inFlight = new Set<Promise<void>>();
  /** Those of them that have not been answered yet. */
  #sending = 0;
  readonly #counts = noCounts();
  #startedAt = new Date(0);
  #reporting: NodeJS.Timeout | undefined;
  #loop: Promise<void> | null = null;
  #isStopping = false;
  #pauseMs: number;

  constructor(options: DispatcherOptions) {
    const { concurrency = 128, perEndpoint = 8, leaseMs = 30_000, pollMs = 500, timeoutMs = 15_000 } = options;
    if (leaseMs < timeoutMs + settleMarginMs) {
      throw new Error(`leaseMs (${leaseMs}) must exceed timeoutMs (${timeoutMs}) by ${settleMarginMs} ms or more.`);
    }
    const {
      store,
      sealer,
      guard,
      userAgent,
      logger,
      clock,
      random = Math.random,
      proxyUrl,
      tracer = untraced,
    } = options;
    this.#store = store;
    this.#logger = logger;
    this.#limits = { concurrency, perEndpoint, leaseMs, pollMs, patienceMs: leaseMs - timeoutMs };
    this.#pauseMs = pollMs;
    this.#backoff = createBackoff({ firstMs: pollMs, longestMs: longestPauseMs, random });
    this.#sender = createSender({ guard, timeoutMs, proxyUrl });
    const openSigner = createSignerOpener(sealer);
    this.#ports = {
      sealer,
      openSigner,
      sender: this.#sender,
      tracer,
      userAgent,
      random,
      now: () => clock?.now() ?? new Date(),
    };
    this.#queue = createSettleQueue({ store, logger, patienceMs: 2 * leaseMs, onFlushed: () => this.wake() });
  }

  /** Begins to claim and send; returns at once. */
  start(): void {
    if (this.#loop !== null) return;
    this.#isStopping = false;
    this.#startedAt = new Date();
    this.#reporting = setInterval(() => void this.#report(false), reportMs).unref();
    void this.#report(false);
    this.#loop = this.#run();
  }

  /** Claims nothing more, and resolves when all that is in flight has been answered and recorded. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#reporting);
    this.wake();
    const wasRunning = this.#loop !== null;
    await this.#loop;
    this.#loop = null;
    await Promise.all(this.#inFlight);
    if (wasRunning) await this.#report(true);
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
      const wanted = this.#free();
      const begun = this.#isStopping ? [] : await this.#claim();
      if (begun.length === 0) await this.#nap.take(this.#pauseMs);
      // What trickles in is claimed together: a statement each few milliseconds, not one for each delivery.
      else if (begun.length < wanted) await setTimeout(breathMs);
    }
  }

  /** How many more may be claimed. Results that wait to be recorded hold no slot, unless the database falls behind. */
  #free(): number {
    const { concurrency } = this.#limits;
    return Math.min(concurrency - this.#sending, 3 * concurrency - this.#inFlight.size);
  }

  #hasRoom(): boolean {
    return this.#free() >= Math.ceil(this.#limits.concurrency / 2);
  }

  // Waiting for half of the slots, though not for long, keeps claims in batches: under load a statement then serves many deliveries.
  async #room(): Promise<void> {
    const until = performance.now() + gatherMs;
    while (!this.#isStopping && !this.#hasRoom() && (this.#free() <= 0 || performance.now() < until)) {
      await this.#nap.take(gatherMs);
    }
  }

  async #claim(): Promise<Promise<void>[]> {
    const { perEndpoint, leaseMs } = this.#limits;
    const limit = this.#free();
    if (limit <= 0) return [];
    const askedAt = performance.now();
    try {
      const claimed = await this.#store.claim({ limit, perEndpoint, leaseMs });
      this.#onAnswer();
      return claimed.map((delivery) => this.#begin(delivery, askedAt));
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

  #begin(claimed: ClaimedDelivery, askedAt: number): Promise<void> {
    const work = this.#attempt(claimed, askedAt).finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
    return work;
  }

  async #attempt(claimed: ClaimedDelivery, askedAt: number): Promise<void> {
    try {
      this.#sending += 1;
      const settlement = await this.#ports.tracer.attempt(claimed, async () => {
        const ended = await this.#send(claimed, askedAt).finally(() => this.#answered());
        this.#note(claimed, ended);
        return ended;
      });
      await this.#queue.add(settlement);
    } catch (error) {
      // A defect of ours; the lease runs out and the delivery is claimed again.
      this.#logger.error({ err: error, delivery: claimed.id }, 'an attempt broke off');
    }
  }

  #note({ id, endpointId, attempt }: ClaimedDelivery, { status, record }: Settlement): void {
    if (record !== null) countAttempt(this.#counts, record);
    const facts = { delivery: id, endpoint: endpointId, attempt, status, statusCode: record?.statusCode ?? null };
    const what = record === null ? 'delivery settled without an attempt' : 'delivery attempted';
    this.#logger.info({ ...facts, durationMs: record?.durationMs ?? 0 }, what);
  }

  async #send(claimed: ClaimedDelivery, askedAt: number): Promise<Settlement> {
    if (performance.now() - askedAt <= this.#limits.patienceMs) return attemptDelivery(this.#ports, claimed);
    // The claim took so long, or this process was stopped so long, that the lease could end in the middle.
    this.#logger.warn({ delivery: claimed.id }, 'claimed too long ago to be sent; given back');
    return giveBack(claimed);
  }

  #answered(): void {
    this.#sending -= 1;
    if (this.#hasRoom()) this.wake();
  }

  async #report(isLast: boolean): Promise<void> {
    const { id } = this;
    const report = { id, startedAt: this.#startedAt, inFlight: this.#inFlight.size, counts: this.#counts, isLast };
    // Figures for operators: when they cannot be written, the claims that fail as well say so.
    await this.#store.report(report).catch((error: unknown) => {
      this.#logger.warn({ err: error }, 'could not write down what this dispatcher has done');
    });
  }
}
