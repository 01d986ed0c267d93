import type { Cookies } from '@sveltejs/kit';
import type { AuthValue } from '#lib/consent/read-auth-inputs.ts';
import { parseSentJson } from './parse-sent-json.ts';

/** What somebody had entered when their session turned out to be over, or when they chose another workspace: never a secret. */
export interface KeptEntries {
  values: Record<string, AuthValue>;
  scopes: string[];
  /** Set when it is kept for another workspace, and not for a sign-in. */
  isSwitch?: true;
}

type Event = { cookies: Cookies; url: URL };

const name = 'minimart_entered';
const keptSeconds = 600;
// A browser may refuse a cookie of more than 4096 bytes; entries that do not fit are not kept.
const mostBytes = 3500;

/** Keeps what was entered in the browser, for this page and ten minutes, until the visitor has signed in again. */
export function keepEntries(
  { cookies, url, secure }: Event & { secure: boolean },
  form: FormData,
  entries: KeptEntries,
): void {
  const text = JSON.stringify({ ...entries, visitor: form.get('visitor') });
  if (encodeURIComponent(text).length > mostBytes) return;
  cookies.set(name, text, { path: url.pathname, httpOnly: true, sameSite: 'lax', secure, maxAge: keptSeconds });
}

/** What the same visitor had entered on this page; it is given once. Undefined when nothing is kept, or by somebody else. */
export function takeEntries({ cookies, url }: Event, visitor: string): KeptEntries | undefined {
  const text = cookies.get(name);
  if (text === undefined) return undefined;
  cookies.delete(name, { path: url.pathname });
  const kept = parse(text);
  if (kept?.visitor !== visitor) return undefined;
  return { values: kept.values, scopes: kept.scopes, ...(kept.isSwitch && { isSwitch: true as const }) };
}

function parse(text: string): (KeptEntries & { visitor: unknown }) | undefined {
  try {
    const { values, scopes, visitor, isSwitch } = parseSentJson(text) as Record<string, unknown>;
    if (typeof values !== 'object' || values === null || Array.isArray(values) || !Array.isArray(scopes)) return;
    const isValue = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'boolean';
    const fit = Object.entries(values).filter((entry): entry is [string, AuthValue] => isValue(entry[1]));
    const chosen = scopes.filter((scope) => typeof scope === 'string');
    return { values: Object.fromEntries(fit), scopes: chosen, visitor, ...(isSwitch === true && { isSwitch }) };
  } catch {
    // The browser holds it, so it may say anything: what cannot be read is as if nothing was kept.
    return undefined;
  }
}
