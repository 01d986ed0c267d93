const reserved = new Set([
  'host',
  'content-length',
  'user-agent',
  // Hop-by-hop fields belong to the connection, not to the message (RFC 9110, section 7.6.1).
  'connection',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The sentence that says why a header's name may not be used, or undefined when it may. */
export function headerNameMistake(name: string): string | undefined {
  if (name.includes('{{')) return 'A header must have no variable in its name, only in its value.';
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u.test(name))
    return `"${name.slice(0, 60)}" is not a header name: letters, digits and hyphens are right.`;
  const lower = name.toLowerCase();
  if (reserved.has(lower) || lower.startsWith('webhook-'))
    return `The header ${name} is set by the platform; leave it out.`;
  return undefined;
}

/** True for a field value that HTTP can carry: no control characters but tab, nothing beyond Latin-1 (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return /^[\t\u0020-\u007E\u0080-\u00FF]*$/u.test(value);
}
