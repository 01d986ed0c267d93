const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
const optional = ['userinfo_endpoint', 'end_session_endpoint'] as const;

/** Whether requests to an address cannot be read on the way: by https, or by http on this very machine. */
export function isSafeAddress(address: string, { isLoopbackFine }: { isLoopbackFine: boolean }): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (isLoopbackFine && protocol === 'http:' && isLoopback(hostname));
}

/** What is wrong with where a discovery document leads, or undefined. On this machine it may lead to http only if the issuer itself does. */
export function endpointFault(document: Readonly<Record<string, unknown>>, issuer: string): string | undefined {
  const isLoopbackFine = new URL(issuer).protocol === 'http:';
  for (const name of [...needed, ...optional]) {
    const address = document[name];
    if (address === undefined && (optional as readonly string[]).includes(name)) continue;
    if (typeof address !== 'string') return `The discovery document has no ${name}.`;
    if (!isSafeAddress(address, { isLoopbackFine }))
      return `The ${name} of the discovery document must be an https address.`;
  }
  return undefined;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
