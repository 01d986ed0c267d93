import type { Dispatcher } from 'undici';
import { EgressForbidden } from './egress/egress-forbidden.ts';
import { notAbsolute, type EgressGuard } from './egress/create-egress-guard.ts';
import { createPools, type Pools } from './create-pools.ts';
import { Deadline } from './deadline.ts';
import { describeFailure, unsendableRequest, type Failure, type FailureKind } from './describe-failure.ts';
import { isSendable } from './is-sendable.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { parseEgressProxy, type EgressProxy } from './parse-egress-proxy.ts';
import { readBody } from './read-body.ts';

/** What came of sending a request. `unsendable`: no packet left, and none would the next time. */
export type SendResult =
  | { kind: 'answered'; statusCode: number; headers: Record<string, string>; body: string | null; truncated: boolean }
  | { kind: 'unanswered'; statusCode: number | null; failure: FailureKind; error: string }
  | { kind: 'unsendable'; failure: FailureKind; error: string };

/** Sends requests as they are: no redirects, no retries, no cookies. */
export interface Sender {
  send(request: OutgoingRequest): Promise<SendResult>;
  close(): Promise<void>;
}

/** What a sender may reach, and how. */
export interface SenderOptions {
  guard: EgressGuard;
  /** Bounds a whole exchange: look-up, connect, TLS, headers and body. */
  timeoutMs: number;
  /** An HTTP proxy that opens a tunnel for every connection and looks names up itself, so it must check addresses, too. */
  proxyUrl?: string | undefined;
}

const bodyLimit = 64 * 1024;

/** A sender over keep-alive connections. After its deadline nothing of an exchange is left, no socket either. */
export function createSender({ guard, timeoutMs, proxyUrl }: SenderOptions): Sender {
  const proxy = proxyUrl === undefined ? undefined : parseEgressProxy(proxyUrl);
  const pools = createPools();
  return {
    async send(request) {
      // Through a proxy no address is looked up here, which would be when the guard is asked otherwise.
      const check = proxy === undefined ? ({ ok: true } as const) : guard.checkUrl(request.url);
      if (!check.ok) return { kind: 'unsendable', failure: 'forbidden', error: check.reason };
      const url = URL.parse(request.url);
      if (url === null) return { kind: 'unsendable', failure: 'forbidden', error: notAbsolute };
      if (!isSendable(request)) return { kind: 'unsendable', ...unsendableRequest };
      const deadline = new Deadline(timeoutMs);
      const exchange: Exchange = { request, url, deadline, statusCode: null };
      const failed = (error?: unknown) => resultOf(exchange, deadline.isUp ? tooLate(timeoutMs) : failureOf(error));
      const result = await new Promise<SendResult>((resolve) => {
        // Whatever is still under way at the deadline ends by it, and is heard no more.
        deadline.once('abort', () => resolve(failed()));
        answerOf(exchange, { guard, proxy, pools }).then(resolve, (error: unknown) => resolve(failed(error)));
      });
      deadline.clear();
      return result;
    },
    close: () => pools.close(),
  };
}

interface Exchange {
  request: OutgoingRequest;
  url: URL;
  deadline: Deadline;
  /** Known once the headers of the answer are there. */
  statusCode: number | null;
}

interface Means {
  guard: EgressGuard;
  proxy: EgressProxy | undefined;
  pools: Pools;
}

async function answerOf(exchange: Exchange, { guard, proxy, pools }: Means): Promise<SendResult> {
  const { request, url, deadline } = exchange;
  const through = proxy ?? (await guard.resolve(url));
  if (deadline.isUp) throw deadline.reason;
  const { method, headers, body } = request;
  const options = { method, path: url.pathname + url.search, headers, body, signal: deadline };
  const response = await pools.request({ url, through }, options);
  exchange.statusCode = response.statusCode;
  const { bytes, truncated } = await readBody(response.body, bodyLimit);
  const plain = plainHeaders(response.headers);
  return { kind: 'answered', statusCode: response.statusCode, headers: plain, body: toText(bytes, plain), truncated };
}

function failureOf(error: unknown): Failure {
  if (error instanceof EgressForbidden) return { failure: 'forbidden', error: error.message };
  return describeFailure(error);
}

function tooLate(timeoutMs: number): Failure {
  return { failure: 'timeout', error: `There was no complete answer within ${timeoutMs / 1000} s.` };
}

function resultOf({ statusCode }: Exchange, failure: Failure): SendResult {
  const isHopeless = failure.failure === 'forbidden' || failure.failure === 'unsendable';
  return isHopeless ? { kind: 'unsendable', ...failure } : { kind: 'unanswered', statusCode, ...failure };
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  // Without a prototype, a header may have any name.
  const plain = Object.create(null) as Record<string, string>;
  for (const name in headers) {
    const value = headers[name] ?? '';
    plain[name] = withoutNul(typeof value === 'string' ? value : value.join(', '));
  }
  return plain;
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
