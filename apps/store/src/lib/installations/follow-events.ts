/** Whether what the page shows is up to date: `lost` when nothing was heard for a while. */
export type Connection = 'live' | 'lost';

/** What is followed, and whom to tell; the rest is the browser's, for tests to replace. */
export interface FollowOptions {
  /** Answers server-sent events, and JSON to who asks for that. */
  url: string;
  /** The revision that the page shows. */
  revision(): string;
  /** The page should look again: it shows another revision, or the visitor may not see it any more. */
  onChange(): void;
  onConnection(connection: Connection): void;
  open?: (url: string) => EventSource;
  ask?: typeof fetch;
}

const closed = 2;
const silenceMs = 40_000;
const lostAfterMs = 10_000;
const longestPauseMs = 30_000;

/**
 * Follows an installation until stopped. A stream that is cut is opened again by the browser; one that is refused, or silent for 40 s, by this, after
 * pauses that grow, and each time the page is asked for once instead: so it stays up to date where no stream can be had. The page is told to look only
 * when an answer just came, since to look without a network would put an error in its place.
 */
export function followEvents(options: FollowOptions): () => void {
  const { url, revision, onChange, onConnection, open = (path) => new EventSource(path), ask = fetch } = options;
  let source: EventSource | undefined;
  let failures = 0;
  let isStopped = false;
  const timers: Record<'reopen' | 'silence' | 'lost', ReturnType<typeof setTimeout> | undefined> = {
    reopen: undefined,
    silence: undefined,
    lost: undefined,
  };
  const arm = (name: keyof typeof timers, ms: number, work: () => void) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(work, ms);
  };

  const hear = () => {
    failures = 0;
    clearTimeout(timers.lost);
    timers.lost = undefined;
    onConnection('live');
    arm('silence', silenceMs, startAnew);
  };
  const miss = () => {
    timers.lost ??= setTimeout(() => onConnection('lost'), lostAfterMs);
  };
  const compare = (text: string) => {
    if ((JSON.parse(text) as { revision: string }).revision !== revision()) onChange();
  };

  function start() {
    source = open(url);
    arm('silence', silenceMs, startAnew);
    source.addEventListener('open', hear);
    source.addEventListener('beat', hear);
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      hear();
      compare(data);
    });
    // Settled, and the page that is loaded now stops this; or over for this visitor, and loading it says why.
    source.addEventListener('end', () => {
      onChange();
      close();
      reopenLater();
    });
    source.addEventListener('error', () => {
      miss();
      if (source?.readyState !== closed) return;
      void askOnce();
      reopenLater();
    });
  }

  async function askOnce() {
    const answer = await ask(url, { headers: { accept: 'application/json' } }).catch(() => undefined);
    if (isStopped || answer === undefined) return;
    const text = answer.ok && answer.status === 200 ? await answer.text() : undefined;
    if (isStopped) return;
    if (answer.status === 401 || answer.status === 404) onChange();
    if (text === undefined) return;
    clearTimeout(timers.lost);
    timers.lost = undefined;
    onConnection('live');
    compare(text);
  }

  function close() {
    clearTimeout(timers.silence);
    source?.close();
    source = undefined;
  }

  function reopen() {
    close();
    start();
  }

  function startAnew() {
    miss();
    void askOnce();
    reopen();
  }

  function reopenLater() {
    failures += 1;
    const pauseMs = Math.min(longestPauseMs, 1_000 * 2 ** (failures - 1));
    // A little apart, so that those who were cut off together do not all come back at once.
    arm('reopen', pauseMs * (0.8 + 0.4 * Math.random()), reopen);
  }

  start();
  return () => {
    isStopped = true;
    close();
    for (const timer of Object.values(timers)) clearTimeout(timer);
  };
}
