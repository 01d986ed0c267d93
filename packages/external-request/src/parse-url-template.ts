import { hasVariable } from './parse-template.ts';

/** A URL with variables, cut into the parts that escape differently (RFC 3986, section 3). */
export interface UrlTemplate {
  /** `https://host:port`, free of variables. */
  origin: string;
  host: string;
  /** The path cut at its slashes; the first is the text after the first slash. Empty for no path. */
  segments: readonly string[];
  /** The query string cut at `&` and the first `=`, as written; no `value` for a bare name. */
  query: readonly { name: string; value: string | undefined }[];
}

/** Cuts a URL with variables, or says in plain words why it may not be written so. */
export function parseUrlTemplate(url: string): { ok: true; url: UrlTemplate } | { ok: false; mistake: string } {
  // The WHATWG parser drops tabs and line breaks and reads a backslash as a slash: what is cut here must be what it will see.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007F\\]/u.test(url)) return no('must have no spaces, line breaks or backslashes');
  const [, scheme, authority = '', path = '', query, fragment] =
    /^([a-z]+):\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?(#.*)?$/iu.exec(url) ?? [];
  if (scheme === undefined) {
    return no(
      hasVariable(url.split('/')[0] ?? '')
        ? noVariable('the scheme')
        : 'must be a full address, such as https://hooks.example.com/minimart',
    );
  }
  if (!/^https?$/iu.test(scheme)) return no(`must start with https://, not ${scheme}://`);
  if (fragment !== undefined) return no('must have no # part, for it is never sent');
  const origin = parseOrigin(scheme, authority);
  if (typeof origin === 'string') return no(origin);
  const segments = path === '' ? [] : path.slice(1).split('/');
  if (segments.some(isDotSegment)) return no('must have no . or .. in its path');
  const pairs = query === undefined || query === '' ? [] : query.split('&').map(parsePair);
  const variableName = pairs.find((pair) => hasVariable(pair.name));
  if (variableName !== undefined) return no(noVariable('the name of a query parameter, only in its value'));
  return { ok: true, url: { origin: origin.origin, host: origin.host, segments, query: pairs } };
}

/** True for a segment that URL parsers resolve instead of sending: `.`, `..` and their percent-encoded spellings. */
export function isDotSegment(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/iu.test(segment);
}

function parseOrigin(scheme: string, authority: string): URL | string {
  if (hasVariable(authority)) {
    return noVariable(authority.includes('@') ? 'the user part or the host' : 'the host or port');
  }
  if (authority.includes('@')) return 'must have no user name or password; send them in a header';
  const parsed = URL.canParse(`${scheme}://${authority}`) ? new URL(`${scheme}://${authority}`) : undefined;
  return parsed ?? `has a host that cannot be read: "${authority.slice(0, 60)}"`;
}

function parsePair(pair: string): { name: string; value: string | undefined } {
  const equals = pair.indexOf('=');
  return equals < 0 ? { name: pair, value: undefined } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
}

function noVariable(place: string): string {
  return `must have no variable in ${place}`;
}

function no(mistake: string): { ok: false; mistake: string } {
  return { ok: false, mistake };
}
