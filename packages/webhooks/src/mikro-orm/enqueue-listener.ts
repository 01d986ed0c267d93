import type { Client } from 'pg';
import { enqueuedChannel } from './enqueue-bell.ts';

/** What a listener works with. */
export interface EnqueueListenerOptions {
  /** A new client, not connected yet. */
  createClient: () => Client;
  /** Called when something was enqueued, or may have been. */
  onRing: () => void;
  /** Told when the connection is lost; a new one is being made. */
  onError?: (error: Error) => void;
}

const longestPauseMs = 10_000;

/**
 * Hears over a connection of its own when something was enqueued. Whoever misses it loses some hundred milliseconds, until the dispatcher looks by
 * itself; so a connection that is silent is not looked into, and one that is lost is made anew at leisure.
 */
export class EnqueueListener {
  readonly #options: EnqueueListenerOptions;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = 100;
  #isStopped = true;

  constructor(options: EnqueueListenerOptions) {
    this.#options = options;
  }

  /** Begins to listen; settled once the first attempt to connect is over. */
  async start(): Promise<void> {
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
    const impatience = setTimeout(() => destroy(client), 1_000);
    await client.end().catch(() => {}); // it was lost at this moment
    clearTimeout(impatience);
  }

  async #connect(): Promise<void> {
    const { createClient, onRing } = this.#options;
    const client = createClient();
    this.#client = client;
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('The connection that hears of deliveries ended.')));
    client.on('notification', onRing);
    try {
      await client.connect();
      await client.query(`listen ${enqueuedChannel}`);
      this.#pauseMs = 100;
      onRing();
    } catch (error) {
      this.#lose(client, error as Error);
    }
  }

  #lose(client: Client, error: Error): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.on('error', () => {}); // it may fail once more on its way out
    destroy(client);
    if (this.#isStopped) return;
    this.#options.onError?.(error);
    this.#timer = setTimeout(() => void this.#connect(), this.#pauseMs).unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}

/** Closes the socket; a polite end would wait for an answer over one that may be dead. */
function destroy(client: Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
