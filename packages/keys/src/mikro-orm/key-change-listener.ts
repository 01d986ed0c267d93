import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import type { CachedKeyVerifier } from '../cached-key-verifier.ts';

/** What a listener works with. */
export interface KeyChangeListenerOptions {
  /** Told of every change. */
  verifier: Pick<CachedKeyVerifier, 'forget' | 'forgetAll' | 'proveCurrent'>;
  /** A new client, not connected yet; straight to the primary, since a pooler that lends connections out by the transaction loses notifications. */
  createClient: () => Client;
  /** Told when the connection is lost or silent; a new one is being made. */
  onError?: (error: Error) => void;
  /** How often the connection proves that it hears: 1,000 ms without it. */
  heartbeatMs?: number;
  /** The clock of the verifier. */
  now?: () => number;
}

const longestPauseMs = 5_000;

const later = (ms: number, work: () => void) => globalThis.setTimeout(work, ms);

/**
 * Hears, over one connection, of every change to a key (channel `keys_changed`, sent in the transaction that makes the change) and has the
 * verifier forget the key. Each second it sends itself a notification: once that is back, so is every change committed before it
 * was sent. A connection that stays silent for two heartbeats is given up; a new one has the verifier forget everything.
 */
export class KeyChangeListener {
  readonly #options: Required<KeyChangeListenerOptions>;
  readonly #channel = `keys_heartbeat_${randomUUID().replaceAll('-', '')}`;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = 0;
  #isStopped = true;

  constructor(options: KeyChangeListenerOptions) {
    this.#options = { onError: () => {}, heartbeatMs: 1_000, now: () => performance.now(), ...options };
  }

  /** Connects; settled once the first attempt is over, whether it succeeded or will be repeated. */
  async start(): Promise<void> {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    // It may be silent, and then its end would never be answered.
    const impatience = later(1_000, () => destroy(client));
    await client.end();
    clearTimeout(impatience);
  }

  async #connect(): Promise<void> {
    const { createClient, verifier } = this.#options;
    const client = createClient();
    this.#client = client;
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('The connection that hears of changed keys ended.')));
    try {
      await this.#before(this.#begin(client));
      if (this.#client !== client) return;
      // Whatever changed while nobody listened is not known.
      verifier.forgetAll();
      this.#pauseMs = 0;
      void this.#keepProving(client);
    } catch (error) {
      this.#lose(client, error as Error);
    }
  }

  async #begin(client: Client): Promise<void> {
    await client.connect();
    const { verifier } = this.#options;
    client.on('notification', ({ channel, payload = '' }) => {
      if (this.#client !== client) return;
      if (channel === this.#channel) verifier.proveCurrent(Number(payload));
      else if (payload === '*') verifier.forgetAll();
      else verifier.forget(payload);
    });
    await client.query(`listen keys_changed; listen ${this.#channel}`);
  }

  /** Proves once in a heartbeat that what was committed before is heard of, until the connection is lost. */
  async #keepProving(client: Client): Promise<void> {
    try {
      while (this.#client === client) {
        await this.#before(this.#prove(client));
        await setTimeout(this.#options.heartbeatMs, undefined, { ref: false });
      }
    } catch (error) {
      this.#lose(client, error as Error);
    }
  }

  /** Sends the time of sending to itself; what was committed before is told before it, since notifications keep their order. */
  async #prove(client: Client): Promise<void> {
    const channel = this.#channel;
    const heard = new Promise<void>((resolve) => {
      const hear = (notification: { channel: string }) => {
        if (notification.channel !== channel) return;
        client.off('notification', hear);
        resolve();
      };
      client.on('notification', hear);
    });
    await client.query(`select pg_notify($1, $2)`, [channel, String(this.#options.now())]);
    await heard;
  }

  /** What is not done within two heartbeats failed: a socket may be dead without saying so. */
  async #before<Value>(work: Promise<Value>): Promise<Value> {
    const { heartbeatMs } = this.#options;
    const silence = Promise.withResolvers<never>();
    const timer = later(2 * heartbeatMs, () =>
      silence.reject(new Error('The connection that hears of changed keys is silent.')),
    );
    try {
      return await Promise.race([work, silence.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #lose(client: Client, error: Error): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.on('error', () => {}); // it may fail once more on its way out
    destroy(client);
    if (this.#isStopped) return;
    this.#options.onError(error);
    this.#timer = later(this.#pauseMs, () => void this.#connect()).unref();
    this.#pauseMs = Math.min(longestPauseMs, Math.max(100, this.#pauseMs * 2));
  }
}

/** Closes the socket; a polite end would wait for an answer over one that may be dead. */
function destroy(client: Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
