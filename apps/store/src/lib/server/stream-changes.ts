/** What is watched: `read` answers a text that differs when something changed; the stream ends with `signal`. */
export interface StreamChangesOptions {
  read(): Promise<string>;
  signal: AbortSignal;
  everyMs?: number;
  /** After this long the stream ends by itself; the browser opens another, as whoever is signed in by then. */
  lastsMs?: number;
}

/** A stream of server-sent events, `changed` for each change from the first reading on, and one at the begin for what changed before. */
export function streamChanges({ read, signal, everyMs = 1_000, lastsMs = 60_000 }: StreamChangesOptions): Response {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const ends = Date.now() + lastsMs;
      let last: string | undefined;
      const finish = () => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        controller.close();
      };
      const look = async () => {
        // What cannot be read just now is read the next time; who may no longer read it is sent nothing.
        const seen = await read().catch(() => last);
        if (isOver) return;
        if (signal.aborted || Date.now() >= ends) return finish();
        // An event without data is none to a browser.
        const text = seen === last ? ': still here\n\n' : 'event: changed\ndata: yes\n\n';
        last = seen;
        controller.enqueue(encoder.encode(text));
        timer = setTimeout(() => void look(), everyMs);
      };
      signal.addEventListener('abort', finish, { once: true });
      controller.enqueue(encoder.encode('retry: 1000\n\n'));
      void look();
    },
    cancel() {
      isOver = true;
      clearTimeout(timer);
    },
  });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  return new Response(body, { headers });
}
