import { parse } from 'tldts';
import { parseDomain } from '../domain/parse-domain.ts';

/** What came of reading an address: as the store links to it, or one sentence that says what would be right. */
export type ParsedWebsite = { ok: true; website: string } | { ok: false; message: string };

const mostCharacters = 300;

/** Reads the address of a website: http or https, at a name of the public DNS, without user name, password and port. */
export function parseWebsite(text: string): ParsedWebsite {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol))
    return no('Write the whole address, such as https://lanternworks.example.');
  if (url.username !== '' || url.password !== '' || url.port !== '')
    return no('Leave user name, password and port out of the address.');
  const registered = parse(url.hostname, { allowPrivateDomains: true, validateHostname: false }).domain;
  if (registered === null || !parseDomain(registered).ok)
    return no('Write an address at a name that is registered, such as https://lanternworks.example.');
  const website = url.href.replace(/^(https?:\/\/[^/]+)\/$/, '$1');
  return website.length > mostCharacters ? no(`Give ${mostCharacters} characters at most.`) : { ok: true, website };
}

function no(message: string): ParsedWebsite {
  return { ok: false, message };
}
