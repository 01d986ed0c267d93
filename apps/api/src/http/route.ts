import type { TokenScope } from '@minimart/accounts';
import type { z } from 'zod';
import type { Actor } from './actor.ts';

/** What a handler gets: the checked parts of the request, and who asks. */
export interface RouteCall<Params, Query, Body, Caller> {
  params: Params;
  query: Query;
  body: Body;
  actor: Caller;
  /** The Idempotency-Key header, where the route takes one. */
  idempotencyKey: string | undefined;
  header(name: string): string | undefined;
  /** The language of the registry's words in the answer, by Accept-Language; English where the route is not `translated`. */
  language: string;
  /** The IP address that the request came from, as far as the proxies in front are believed. */
  address: string | undefined;
  /** Aborted once the caller is gone or has been answered. */
  readonly signal: AbortSignal;
}

/** What a handler answers: the body that the route's schema describes, and headers. */
export interface RouteAnswer<Body> {
  body: Body;
  headers?: Record<string, string>;
}

/** An answer that is written piece by piece, as it is read; its `content-type` is among the headers. */
export interface StreamedAnswer {
  stream: AsyncIterable<string> | Iterable<string>;
  headers: Record<string, string>;
  /** Where there is nothing to say. */
  status?: 204;
}

/**
 * What a call asks of a personal access token: a scope; nothing, where the call shows and changes nothing of anybody's; or that it is no token, since only
 * somebody in a browser may do it. Sessions are not limited. A public call by a token without the scope is answered as to nobody.
 */
export type TokenDemand = TokenScope | 'not-needed' | 'session-only';

/** One call of the management API, as data: it is mounted on Express and described in the OpenAPI document from here. */
export interface Route {
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Parameters in braces, as in OpenAPI. */
  path: string;
  tag: string;
  summary: string;
  access: 'public' | 'signed-in';
  tokenScope: TokenDemand;
  idempotent: boolean;
  /** Whether the answer is the same for everybody who is not signed in, so that others may keep it and ask by its entity tag. */
  shared: boolean;
  /** Whether the call heeds or needs If-Match, by which it changes only what its caller has seen. */
  ifMatch: 'optional' | 'required' | undefined;
  /** Whether the answer has an entity tag, for If-Match. */
  tagged: boolean;
  /** Whether the answer is a file to keep, with a name. */
  download: boolean;
  /** Whether it can be followed as server-sent events, from `Last-Event-ID` on; 204 where there is nothing more to come. */
  followed: boolean;
  /** Whether the answer has words of the registry, which are in the language that is asked for. */
  translated: boolean;
  params: z.ZodObject | undefined;
  query: z.ZodObject | undefined;
  body: z.ZodType | undefined;
  status: 200 | 201;
  answer: z.ZodType;
  /** What an answer may be besides JSON. */
  alsoProduces: readonly string[];
  handle(call: RouteCall<never, never, never, never>): Promise<RouteAnswer<unknown> | StreamedAnswer>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface RouteInit<
  Access extends Route['access'],
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType,
> {
  id: string;
  method: Route['method'];
  path: string;
  tag: string;
  summary: string;
  access: Access;
  tokenScope: TokenDemand;
  idempotent?: boolean;
  shared?: boolean;
  ifMatch?: Route['ifMatch'];
  tagged?: boolean;
  download?: boolean;
  followed?: boolean;
  translated?: boolean;
  params?: Params;
  query?: Query;
  body?: Body;
  status?: 200 | 201;
  answer: Answer;
  alsoProduces?: readonly string[];
  handle(
    call: RouteCall<Parsed<Params>, Parsed<Query>, Parsed<Body>, Access extends 'public' ? Actor | undefined : Actor>,
  ): Promise<RouteAnswer<z.input<Answer>> | StreamedAnswer>;
}

/** Checks a route's literal; the types of the call and of the answer follow from its schemas. */
export function defineRoute<
  const Access extends Route['access'],
  Answer extends z.ZodType,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(init: RouteInit<Access, Params, Query, Body, Answer>): Route {
  const { idempotent = false, shared = false, translated = false, status = 200, alsoProduces = [] } = init;
  const { tagged = false, download = false, followed = false, ifMatch, params, query, body } = init;
  const answered = { status, alsoProduces, shared, translated, tagged, download, followed };
  return { ...init, ...answered, idempotent, ifMatch, params, query, body };
}
