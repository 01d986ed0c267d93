import type { Dispatcher } from 'undici';
import { EgressForbidden } from './egress/egress-forbidden.ts';
import type { EgressGuard } from './egress/create-egress-guard.ts';
import { createPools } from './create-pools.ts';
import { codeOf, describeFailure } from './describe-failure.ts';
import { readBody } from './read-body.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What came of sending a request. `unsendable`: no packet left, and none would the next time. */
export type SendResult =
  | { kind: 'answered'; statusCode: number; headers: Record<string, string>; body: string | null; truncated: boolean }
  | { kind: 'unanswered'; statusCode: number | null; error: string }
  | { kind: 'unsendable'; error: string };

/** Sends requests as they are: no redirects, no retries, no cookies. */
export interface Sender {
  send(request: OutgoingRequest): Promise<SendResult>;
  close(): Promise<void>;
}

const bodyLimit = 64 * 1024;

/** A sender over keep-alive pools, one an origin. `timeoutMs` bounds a whole exchange: look-up, connect, TLS, headers and body. */
export function createSender({ guard, timeoutMs }: { guard: EgressGuard; timeoutMs: number }): Sender {
  const pools = createPools({ guard, connectTimeoutMs: timeoutMs });
  return {
    async send(request) {
      // undici never asks `connect.lookup` about a literal address, so this check is the only one for those.
      const check = guard.checkUrl(request.url);
      if (!check.ok) return { kind: 'unsendable', error: check.reason };
      const exchange = createExchange(timeoutMs);
      try {
        return await exchange.run((signal, seen) => answerOf(request, { pools, signal, seen }));
      } catch (error) {
        return failureOf(error, { exchange, timeoutMs });
      } finally {
        exchange.end();
      }
    },
    close: () => pools.close(),
  };
}

type Exchange = ReturnType<typeof createExchange>;

/** One deadline. The race matters: while undici still connects, it notices an abort only once the connection is there. */
function createExchange(timeoutMs: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('deadline')), timeoutMs);
  let statusCode: number | null = null;
  const deadline = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  return {
    run: <T>(work: (signal: AbortSignal, seen: (status: number) => void) => Promise<T>): Promise<T> =>
      Promise.race([work(controller.signal, (status) => (statusCode = status)), deadline]),
    end: () => clearTimeout(timer),
    isOver: () => controller.signal.aborted,
    statusCode: () => statusCode,
  };
}

interface ExchangeParts {
  pools: ReturnType<typeof createPools>;
  signal: AbortSignal;
  seen: (statusCode: number) => void;
}

async function answerOf(request: OutgoingRequest, { pools, signal, seen }: ExchangeParts): Promise<SendResult> {
  const url = new URL(request.url);
  const response = await pools.of(url).request({
    method: request.method,
    path: url.pathname + url.search,
    headers: request.headers,
    body: request.body,
    signal,
  });
  seen(response.statusCode);
  const { bytes, truncated } = await readBody(response.body, bodyLimit);
  const headers = plainHeaders(response.headers);
  return { kind: 'answered', statusCode: response.statusCode, headers, body: toText(bytes, headers), truncated };
}

function failureOf(error: unknown, { exchange, timeoutMs }: { exchange: Exchange; timeoutMs: number }): SendResult {
  const forbidden = [error, error instanceof Error ? error.cause : undefined].find((e) => e instanceof EgressForbidden);
  if (forbidden !== undefined) return { kind: 'unsendable', error: forbidden.message };
  if (codeOf(error) === 'UND_ERR_INVALID_ARG') {
    return { kind: 'unsendable', error: 'The request has a method or a header that HTTP does not allow.' };
  }
  const text = exchange.isOver()
    ? `There was no complete answer within ${timeoutMs / 1000} s.`
    : describeFailure(error);
  return { kind: 'unanswered', statusCode: exchange.statusCode(), error: text };
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')] as const);
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutNul(value)]));
}

// A body in some coding is not kept: not inflated it cannot be read, nor searched for the secrets it might echo.
function toText(bytes: Buffer, headers: Record<string, string>): string | null {
  const coding = headers['content-encoding']?.trim().toLowerCase();
  if (coding !== undefined && coding !== '' && coding !== 'identity') return null;
  return withoutNul(bytes.toString('utf8'));
}

// PostgreSQL's text holds every character but this one. It is taken out before redaction, so it cannot split a secret.
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
