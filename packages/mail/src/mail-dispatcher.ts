import type { ClaimedMail } from './mail.ts';
import { atOnce, type MailSender } from './mail-sender.ts';
import type { MailResult, MailStore } from './mail-store.ts';
import { mailRetryPlan, waitAfter } from './retry-plan.ts';

/** What is told of the work; never a mail's words or its recipient. */
export interface MailLogger {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** How a dispatcher works; what may be left out has its usual value. */
export interface MailDispatcherOptions {
  store: MailStore;
  sender: MailSender;
  logger: MailLogger;
  retryPlan?: readonly number[];
  pollMs?: number;
  batchSize?: number;
}

// Longer than any attempt takes.
const leaseMs = 60_000;

/**
 * Sends the mails that are due until it is stopped. Any number may work on one store. A mail goes out at least once: who dies between sending and
 * taking that down leaves a lease, and after that another sends it again under the same `Message-ID`.
 */
export class MailDispatcher {
  readonly #options: Required<MailDispatcherOptions>;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: MailDispatcherOptions) {
    this.#options = { retryPlan: mailRetryPlan, pollMs: 1000, batchSize: atOnce, ...options };
  }

  start(): void {
    this.#isStopped = false;
    this.#plan(0);
  }

  /** Resolves when what is under way has ended and the connections are closed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#working;
    this.#options.sender.close();
  }

  #plan(waitMs: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#working = this.#workOnce().then((isFull) => this.#plan(isFull ? 0 : this.#options.pollMs));
    }, waitMs);
  }

  /** One round; true when there may be more. */
  async #workOnce(): Promise<boolean> {
    const { store, logger, batchSize } = this.#options;
    try {
      const claimed = await store.claim({ limit: batchSize, leaseMs });
      await Promise.all(claimed.map((mail) => this.#deliver(mail)));
      return claimed.length === batchSize;
    } catch (error) {
      logger.error({ err: error }, 'mails could not be looked for; they are tried again');
      return false;
    }
  }

  async #deliver(mail: ClaimedMail): Promise<void> {
    const { store, sender, logger } = this.#options;
    const result = this.#judge(mail, await sender.send(mail));
    if (result.kind !== 'sent')
      logger.warn({ mail: mail.id, attempt: mail.attempt, error: result.error }, wordsFor[result.kind]);
    try {
      await store.settle(mail, result);
    } catch (error) {
      logger.error({ err: error, mail: mail.id }, 'what became of a mail could not be written down; it is sent again');
    }
  }

  #judge({ attempt }: ClaimedMail, sent: Awaited<ReturnType<MailSender['send']>>): MailResult {
    if (sent.ok) return { kind: 'sent' };
    const waitMs = sent.isFinal ? undefined : waitAfter(attempt, this.#options.retryPlan);
    const { error } = sent;
    return waitMs === undefined ? { kind: 'failed', error } : { kind: 'wait', waitMs, error };
  }
}

const wordsFor = { wait: 'a mail was not taken and is tried again', failed: 'a mail was given up' } as const;
