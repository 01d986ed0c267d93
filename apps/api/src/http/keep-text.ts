import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';

const texts = new WeakMap<IncomingMessage, Buffer>();

/** For body-parser's `verify`: keeps what was sent, for as long as the request is there. */
export function keepText(request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  texts.set(request, body);
}

/** The body of a request as it was sent, as text; undefined when it was not read. */
export function textOf(request: Request): string | undefined {
  return texts.get(request)?.toString('utf8');
}
