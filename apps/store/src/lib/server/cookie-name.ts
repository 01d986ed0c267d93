/**
 * The name of a cookie that is for the whole store: over https `__Host-minimart_<what>`, which no other host and nothing unencrypted can set (RFC 6265bis,
 * 4.1.3.2). Browsers refuse that over http, where it is `minimart_<what>`.
 */
export function cookieName(what: 'theme' | 'language' | 'workspace' | 'verify' | 'reset', origin: string): string {
  return `${origin.startsWith('https:') ? '__Host-' : ''}minimart_${what}`;
}
