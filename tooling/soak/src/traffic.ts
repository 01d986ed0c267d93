import type { FaultWindows } from './windows.ts';

/** What came back: status 0 where there was no answer at all. */
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  headers: Headers;
}

/** A call as a driver makes it. */
export interface Sending {
  kind: string;
  path: string;
  method?: string;
  token?: string;
  cookie?: string;
  body?: unknown;
  /** The Idempotency-Key. */
  repeat?: string;
  ifMatch?: string;
  /** From where it seems to come, for the limits that go by address. */
  address?: string;
  /** Statuses beyond 2xx that are as they should be. */
  fine?: readonly number[];
}

/** How calls of one kind went. */
export interface KindCounts {
  ok: number;
  /** 503 as `overloaded`: turned away since the process did not keep up. */
  shed: number;
  /** 429: more than an address or a key may ask for. */
  limited: number;
  /** 502, 503 and no answer while something was broken on purpose. */
  amidFaults: number;
  /** The same at any other time, and any other 5xx at all. */
  wrong: number;
  /** Any other status that was not expected. */
  unexpected: number;
  latenciesMs: number[];
}

/** Makes calls and counts how they went. */
export class Traffic {
  /** Set when the drivers are to finish what they are at. */
  isOver = false;
  readonly kinds = new Map<string, KindCounts>();
  /** The first of what should not have been, told in words. */
  readonly complaints: string[] = [];
  readonly #origin: string;
  readonly #windows: FaultWindows;
  readonly #open: { kind: string; from: number; to: number; what: string }[] = [];

  constructor(origin: string, windows: FaultWindows) {
    this.#origin = origin;
    this.#windows = windows;
  }

  async send<Body = Record<string, unknown>>(sending: Sending): Promise<Answer<Body>> {
    const { path, method = 'GET', token, cookie, body, repeat, ifMatch, address = '10.0.0.1' } = sending;
    const from = performance.now();
    const answer = await fetch(this.#origin + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      headers: {
        'x-forwarded-for': address,
        origin: this.#origin,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        ...(repeat !== undefined && { 'idempotency-key': repeat }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
      .then(
        async (response) => ({ status: response.status, headers: response.headers, text: await response.text() }),
        () => undefined,
      )
      .catch(() => undefined);
    const to = performance.now();
    const { status = 0, headers = new Headers(), text = '' } = answer ?? {};
    const isJson = headers.get('content-type')?.includes('json') === true;
    const parsed = (isJson ? JSON.parse(text) : {}) as Body & { code?: string };
    this.#count(sending, { status, code: parsed.code, from, to });
    return { status, body: parsed, headers };
  }

  /** Calls that failed count as failed amid faults or as wrong once all windows are known; `broken` is what the front door knows of them. */
  settle(broken: readonly { at: number; message: string }[] = []): void {
    for (const { kind, from, to, what } of this.#open.splice(0)) {
      const counts = this.#countsOf(kind);
      if (this.#windows.touches(from, to)) counts.amidFaults += 1;
      else {
        counts.wrong += 1;
        const why = broken.filter(({ at }) => at >= from && at <= to).map(({ message }) => message);
        const at = `${(from / 1_000).toFixed(2)} to ${(to / 1_000).toFixed(2)} s`;
        this.complaints.push(`${kind}: ${what} at ${at}, while nothing was broken (${why.join(', ')})`);
      }
    }
  }

  #count(
    { kind, fine = [] }: Sending,
    { status, code, from, to }: { status: number; code: string | undefined; from: number; to: number },
  ): void {
    const counts = this.#countsOf(kind);
    if ((status >= 200 && status < 400) || fine.includes(status)) {
      counts.ok += 1;
      counts.latenciesMs.push(to - from);
    } else if (status === 429) counts.limited += 1;
    else if (status === 503 && code === 'overloaded') counts.shed += 1;
    else if ([0, 502, 503].includes(status))
      this.#open.push({ kind, from, to, what: status === 0 ? 'no answer' : `${status} ${code ?? ''}` });
    else {
      counts[status >= 500 ? 'wrong' : 'unexpected'] += 1;
      this.complaints.push(`${kind}: ${status} ${code ?? ''} at ${(from / 1_000).toFixed(1)} s`);
    }
  }

  #countsOf(kind: string): KindCounts {
    let counts = this.kinds.get(kind);
    if (counts === undefined) {
      counts = { ok: 0, shed: 0, limited: 0, amidFaults: 0, wrong: 0, unexpected: 0, latenciesMs: [] };
      this.kinds.set(kind, counts);
    }
    return counts;
  }
}
