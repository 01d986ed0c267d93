/** Every kind of failure to get an answer. `forbidden` and `unsendable`: no packet left. `closed`: before the answer was complete. */
export const failureKinds = [
  'dns',
  'connect',
  'tls',
  'timeout',
  'closed',
  'invalid_http',
  'too_large',
  'forbidden',
  'unsendable',
  'other',
] as const;

/** One of `failureKinds`. */
export type FailureKind = (typeof failureKinds)[number];

/** Why a request got no answer: a kind for programs, a sentence for the developer. */
export interface Failure {
  failure: FailureKind;
  error: string;
}

/** The failure of a request that HTTP has no way to say. */
export const unsendableRequest: Failure = {
  failure: 'unsendable',
  error: 'The request has a method or a header that HTTP does not allow.',
};

const unsendable = [unsendableRequest.failure, unsendableRequest.error] as const;
const closed = ['closed', 'The server closed the connection before it had answered.'] as const;
const noRoute = ['connect', 'There is no route to the server.'] as const;
const notAccepted = ['connect', 'The server did not accept a connection in time.'] as const;
const invalid = ['invalid_http', 'The answer was not valid HTTP.'] as const;
const incompleteChain = ['tls', "The server's TLS certificate chain is incomplete."] as const;

const known: Record<string, readonly [FailureKind, string]> = {
  DNS_ENOTFOUND: ['dns', 'The host name does not exist.'],
  DNS_ENODATA: ['dns', 'The host name has no address.'],
  DNS_TOO_MANY: ['dns', 'The host name has more addresses than a server would.'],
  ECONNREFUSED: ['connect', 'The server refused the connection: nothing listens there.'],
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  ETIMEDOUT: notAccepted,
  UND_ERR_CONNECT_TIMEOUT: notAccepted,
  MINIMART_PROXY_UNREACHABLE: ['connect', 'The egress proxy of this platform could not be reached.'],
  MINIMART_PROXY_REFUSED: ['connect', 'The egress proxy of this platform did not open a connection to the server.'],
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['invalid_http', 'The answer was shorter or longer than it said.'],
  // A status below 100 gets through the parser, and fails an assertion of undici behind it.
  ERR_ASSERTION: invalid,
  UND_ERR_HEADERS_OVERFLOW: ['too_large', 'The headers of the answer were too large.'],
  MINIMART_ANSWER_TOO_LARGE: ['too_large', 'The answer was too large.'],
  UND_ERR_INVALID_ARG: unsendable,
  UND_ERR_NOT_SUPPORTED: unsendable,
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: unsendable,
  CERT_HAS_EXPIRED: ['tls', "The server's TLS certificate has expired."],
  CERT_NOT_YET_VALID: ['tls', "The server's TLS certificate is not valid yet."],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', "The server's TLS certificate is for another host name."],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', "The server's TLS certificate is self-signed."],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls', "The server's TLS certificate chain is self-signed."],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: incompleteChain,
  UNABLE_TO_GET_ISSUER_CERT: incompleteChain,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: incompleteChain,
};

/**
 * Why a request got no answer. Built from the error's code alone, since an error's own message may repeat parts of the request
 * or of the egress proxy's address.
 */
export function describeFailure(error: unknown): Failure {
  const code = codeOf(error);
  if (isParserError(error)) return toFailure(invalid);
  if (code === undefined) return { failure: 'other', error: 'The request failed.' };
  if (code.startsWith('DNS_')) {
    return toFailure(known[code] ?? ['dns', 'The host name could not be looked up just now.']);
  }
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code) && known[code] === undefined) {
    return { failure: 'tls', error: `The TLS handshake failed (${code}).` };
  }
  return toFailure(known[code] ?? ['other', `The request failed (${code}).`]);
}

/** The first error code in an error, its causes and its parts. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (own !== undefined) return own;
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  return codeOf(error.cause) ?? parts.map(codeOf).find((code) => code !== undefined);
}

// undici reports a 100 or 101 that was not asked for like a closed connection; only its message tells them apart.
function isParserError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'HTTPParserError' || error.message === 'bad response' || error.message === 'bad upgrade';
}

function toFailure([failure, error]: readonly [FailureKind, string]): Failure {
  return { failure, error };
}
