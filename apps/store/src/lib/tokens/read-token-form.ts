import { m } from '@minimart/messages';
import type { TokenScope } from '#lib/server/api.ts';
import { tokenScopes } from './scope-words.ts';

const day = 24 * 3_600_000;

/** For how many days a token may be made by one click; the form offers a date as well. */
export const expiryDays = ['7', '30', '90'] as const;

/** What the form of a new token holds, as it was entered. */
export interface EnteredToken {
  name: string;
  scopes: TokenScope[];
  /** A number of days, or `date`. */
  expiry: string;
  date: string;
}

export const freshToken: EnteredToken = { name: '', scopes: [], expiry: '30', date: '' };

/** What the API takes, or what is wrong with each field. */
export type ReadToken = { entered: EnteredToken } & (
  | { ok: true; body: { name: string; scopes: TokenScope[]; expiresAt: string } }
  | { ok: false; wrong: Partial<Record<'name' | 'scopes' | 'date', string>> }
);

/** Reads the form of a new token. A date holds until its end in UTC. */
export function readTokenForm(form: FormData, now: Date): ReadToken {
  const textOf = (name: string) => String(form.get(name) ?? '').trim();
  const chosen = new Set(form.getAll('scopes'));
  const scopes = tokenScopes.filter((scope) => chosen.has(scope));
  const entered = { name: textOf('name').slice(0, 200), scopes, expiry: textOf('expiry'), date: textOf('date') };
  const expiresAt = expiryOf(entered, now);
  const wrong = {
    ...(/^.{1,80}$/u.test(entered.name) ? {} : { name: m.token_name_wrong() }),
    ...(scopes.length > 0 ? {} : { scopes: m.token_scopes_none() }),
    ...(expiresAt === undefined && { date: m.token_expiry_wrong() }),
  };
  if (expiresAt === undefined || Object.keys(wrong).length > 0) return { ok: false, entered, wrong };
  return { ok: true, entered, body: { name: entered.name, scopes, expiresAt: expiresAt.toISOString() } };
}

function expiryOf({ expiry, date }: EnteredToken, now: Date): Date | undefined {
  const days = expiryDays.find((each) => each === expiry);
  if (days !== undefined) return new Date(now.getTime() + Number(days) * day);
  if (expiry !== 'date' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const end = new Date(`${date}T23:59:59Z`);
  // 31 February is no date, and becomes one in March.
  if (Number.isNaN(end.getTime()) || end.toISOString().slice(0, 10) !== date) return undefined;
  return end > now && end.getTime() <= now.getTime() + 366 * day ? end : undefined;
}
