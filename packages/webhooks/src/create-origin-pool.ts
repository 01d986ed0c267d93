import type { Socket } from 'node:net';
import { Pool, type buildConnector, type Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';
import { limitAnswers } from './limit-answers.ts';

/** A request at some origin; nothing of it is left when `signal` is aborted, though the promise for it may then stay open. */
export type PoolRequest = Dispatcher.RequestOptions & { signal: Deadline };

/** Kept connections to one origin. */
export interface OriginPool {
  /** Resolves with the headers of the answer, its body still to be read. */
  request(request: PoolRequest): Promise<Dispatcher.ResponseData>;
  /** Lets requests under way finish. */
  close(): Promise<void>;
  destroy(): Promise<void>;
}

const headerLimit = 16 * 1024;
const answerLimit = 1024 * 1024;
const longestIdleMs = 30_000;

/** A pool that opens its connections with `open`. */
export function createOriginPool(origin: string, open: (signal: AbortSignal) => Promise<Socket>): OriginPool {
  const dials = new Set<AbortController>();
  let waiting = 0;
  // Undici leaves a connection that it is opening alone until that is open, though the request it was for has ended.
  const endSurplus = () => {
    for (const dial of dials) {
      if (dials.size <= waiting) return;
      dials.delete(dial);
      dial.abort();
    }
  };
  const connect = async (callback: buildConnector.Callback) => {
    const dial = new AbortController();
    dials.add(dial);
    const opened = await open(dial.signal).catch(toError);
    dials.delete(dial);
    if (opened instanceof Error) callback(opened, null);
    else callback(null, limitAnswers(opened, answerLimit));
  };
  const pool = new Pool(origin, {
    allowH2: false,
    maxHeaderSize: headerLimit,
    keepAliveMaxTimeout: longestIdleMs,
    // The sender's deadline bounds the whole exchange; these must not end it under another name.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_, callback) => void connect(callback),
  });
  return {
    async request(request) {
      waiting += 1;
      let isWaiting = true;
      const leave = () => {
        if (!isWaiting) return;
        isWaiting = false;
        waiting -= 1;
        if (dials.size > waiting) endSurplus();
      };
      request.signal.once('abort', leave);
      try {
        return await pool.request(request);
      } finally {
        request.signal.off('abort', leave);
        leave();
      }
    },
    close: () => pool.close(),
    async destroy() {
      waiting = 0;
      endSurplus();
      await pool.destroy();
    },
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The connection could not be opened.');
}
