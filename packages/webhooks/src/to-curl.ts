import type { OutgoingRequest } from './outgoing-request.ts';

/** The request as a `curl` command for a POSIX shell; what is masked in it stays masked. */
export function toCurl({ method, url, headers, body }: OutgoingRequest): string {
  // curl takes brackets and braces in an address for a list of addresses.
  const globOff = /[[\]{}]/.test(url) ? '--globoff ' : '';
  const parts = [
    `curl ${globOff}--request ${quoted(method)} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(' \\\n  ');
}

// Between single quotes a shell takes everything as it is, but for a single quote.
function quoted(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
