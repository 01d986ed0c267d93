const sentences: Record<string, string> = {
  ENOTFOUND: 'The host name does not exist.',
  EAI_AGAIN: 'The host name could not be looked up just now.',
  ECONNREFUSED: 'The server refused the connection: nothing listens there.',
  ECONNRESET: 'The server closed the connection before it had answered.',
  EPIPE: 'The server closed the connection before it had answered.',
  UND_ERR_SOCKET: 'The server closed the connection before it had answered.',
  EHOSTUNREACH: 'There is no route to the server.',
  ENETUNREACH: 'There is no route to the server.',
  ETIMEDOUT: 'The server did not accept a connection in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The server did not accept a connection in time.',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer were too large.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The answer was shorter or longer than it said.',
  CERT_HAS_EXPIRED: "The server's TLS certificate has expired.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The server's TLS certificate is for another host name.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The server's TLS certificate is self-signed.",
  SELF_SIGNED_CERT_IN_CHAIN: "The server's TLS certificate chain is self-signed.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The server's TLS certificate chain is incomplete.",
};

/**
 * Why a request got no answer, in a sentence. Built from the error's code alone, since an error's own message may repeat
 * parts of the request.
 */
export function describeFailure(error: unknown): string {
  const code = codeOf(error);
  if (error instanceof Error && error.name === 'HTTPParserError') return 'The answer was not valid HTTP.';
  if (code === undefined) return 'The request failed.';
  if (code.startsWith('ERR_SSL_')) return `The TLS handshake failed (${code}).`;
  return sentences[code] ?? `The request failed (${code}).`;
}

/** The first error code in an error, its causes and its parts. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (own !== undefined) return own;
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  return codeOf(error.cause) ?? parts.map(codeOf).find((code) => code !== undefined);
}
