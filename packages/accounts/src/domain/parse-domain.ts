import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';

/** What came of reading a domain: its name as DNS has it, or one sentence that says what is wrong and what would be right. */
export type ParsedDomain = { ok: true; domain: string } | { ok: false; message: string };

// With `_minimart-verification.` in front it has to fit into the 253 characters of a name.
const mostCharacters = 230;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const forWhatIsNoWebsite = new Set(['arpa', 'onion']);
// RFC 2606: names of examples. Nobody can prove one, so that they do no harm.
const forExamples = new Set(['example', 'test']);

/**
 * Reads a registrable domain, in any spelling: `Bücher.example.` is `xn--bcher-kva.example` (UTS 46, RFC 5891). Only what somebody registers, one label below a
 * public suffix (publicsuffix.org, private ones as well), is one: neither `co.uk` nor `www.example.co.uk`, no address, and no name that is not of the public DNS.
 */
export function parseDomain(text: string): ParsedDomain {
  const written = text.trim();
  if (written === '') return no('Write the domain, such as lanternworks.example.');
  if (isAddress(written)) return no('An IP address is no domain. Write a name that you registered.');
  if (!/^[\p{L}\p{M}\p{N}.\u3002\uff0e\uff61·・-]+$/u.test(written) || written.length > 300)
    return no('Write the name alone, such as lanternworks.example: no https://, no port, no path.');
  const domain = domainToASCII(written).replace(/\.$/, '');
  // What is written in Punycode has to be what its letters are written as.
  const isNormal = domainToUnicode(domain)
    .split('.')
    .every((part) => !part.startsWith('xn--'));
  if (domain === '' || !isNormal)
    return no('This is not the name of a domain: it has letters that no domain may have together.');
  // The reading above takes 127.1, 0x7f.0.0.1 and full-width digits for what they mean.
  if (isIP(domain) !== 0) return no('An IP address is no domain. Write a name that you registered.');
  if (domain.length > mostCharacters || !domain.split('.').every((part) => label.test(part)))
    return no('Write letters, digits and hyphens with single dots between them, no label longer than 63 characters.');
  return registrable(domain);
}

function registrable(domain: string): ParsedDomain {
  const {
    domain: registered,
    publicSuffix,
    isIcann,
    isPrivate,
  } = parse(domain, {
    allowPrivateDomains: true,
    validateHostname: false,
  });
  const top = domain.split('.').at(-1)!;
  const isPublic = (isIcann || isPrivate || forExamples.has(top)) && !forWhatIsNoWebsite.has(top);
  if (!isPublic) return no(`The name ${domain} is not of the public DNS: nobody registers names that end in .${top}.`);
  if (registered === null)
    return no(`Many people have names that end in ${publicSuffix}. Write the one that you registered below it.`);
  if (registered !== domain) return no(`Write ${registered}: the name that is registered, and none below it.`);
  return { ok: true, domain };
}

function isAddress(text: string): boolean {
  return isIP(text.replace(/^\[|\]$/g, '')) !== 0;
}

function no(message: string): ParsedDomain {
  return { ok: false, message };
}
