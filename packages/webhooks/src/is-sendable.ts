import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { OutgoingRequest } from './outgoing-request.ts';

// RFC 9110, 5.6.2.
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** Whether HTTP has a way to say this request: its method a token and no CONNECT, no line break or foreign letter in its headers. */
export function isSendable({ method, headers }: OutgoingRequest): boolean {
  if (!token.test(method) || method.toUpperCase() === 'CONNECT') return false;
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}
