/** Whether an origin is at a name and not at a bare IP address, where browsers know no passkeys (WebAuthn, 5.1.2). */
export function hasHostName(origin: string): boolean {
  const { hostname } = new URL(origin);
  return !hostname.startsWith('[') && !/^[\d.]+$/.test(hostname);
}
