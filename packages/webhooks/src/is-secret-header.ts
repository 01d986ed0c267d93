const secretNames = /cookie|authorization|authentication-info|token|secret|session|password|api-?key/i;

/**
 * Whether a header, in any letter case, is there to carry a secret: `Set-Cookie`, `Authorization`, and what people name like them. Such a
 * secret is the server's own, so it cannot be known and searched for. A `WWW-Authenticate` is no secret: it says why a request was refused.
 */
export function isSecretHeader(name: string): boolean {
  return secretNames.test(name);
}
