import type { ProgressWatch } from './progress-board.ts';
import type { Progress } from './progress-schema.ts';

/** One stream: whom it is for, and what they know already. */
export interface StreamProgressOptions {
  watch: Pick<ProgressWatch, 'next' | 'isOver'>;
  /** How it stood when it was asked for. */
  first: Progress;
  /** The `Last-Event-ID` that came with the asking. */
  knows: string | undefined;
  /** Whether whoever asked may still read it, by now. */
  mayStillRead(): Promise<boolean>;
  /** Aborted once nobody listens any more. */
  signal: AbortSignal;
  /** How often something is said when nothing happens: every 15 s without it. */
  beatMs?: number;
  /** After this long the stream ends, and whoever listens opens another: 10 minutes without it. */
  lastsMs?: number;
  now?: () => number;
}

const retryMs = 2_000;

/**
 * The text of a stream of server-sent events (WHATWG HTML, 9.2). `progress` carries a state, whose revision is its id; a state that the listener knows
 * is not sent again. `beat` says that the connection lives. `end` says that nothing more will come, and why: what is watched is `settled`, or
 * whoever listens may not any more (`access_ended`), which is looked into before anything is said. Without `end`, ask again.
 */
export async function* streamProgress(options: StreamProgressOptions): AsyncGenerator<string> {
  const { watch, first, mayStillRead, signal, beatMs = 15_000, lastsMs = 600_000, now = Date.now } = options;
  const ends = now() + lastsMs;
  let known = options.knows;
  let seen: Progress | null | undefined = first.revision === known ? undefined : first;
  yield `retry: ${retryMs}\n\n`;
  while (!signal.aborted) {
    if (seen === undefined) yield toEvent('beat', { at: new Date(now()).toISOString() });
    else {
      yield toEvent('progress', seen, seen.revision);
      known = seen.revision;
      if (seen.isSettled) {
        yield toEvent('end', { reason: 'settled' });
        return;
      }
    }
    if (now() >= ends) return;
    seen = await watch.next({ after: known, withinMs: beatMs, signal });
    if (signal.aborted || watch.isOver()) return;
    // Who cannot be looked up just now is told nothing; the next asking says why.
    const may = await mayStillRead().catch(() => undefined);
    if (may === false) yield toEvent('end', { reason: 'access_ended' });
    if (may !== true || seen === null) return;
  }
}

// JSON has no line breaks of its own, so each event is one line of data.
function toEvent(name: string, data: object, id?: string): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
