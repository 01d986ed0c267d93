import { m } from '@minimart/messages';
import { error } from '@sveltejs/kit';

/** The longest list of networks that is read, in characters: a hundred of the longest have room. */
export const mostNetworkText = 10_000;

/** For how many hours the present key is to work on; a form without that is not from our page, and answered with 400. */
export function readOverlap(form: FormData): number {
  const hours = field(form, 'overlapHours').trim();
  // Nothing would be 0 as a number, which ends the present key at once.
  return /^\d{1,6}(\.\d{1,9})?$/.test(hours) ? Number(hours) : notOurs();
}

/** Whether to pause the key or let it go on. */
export function readPaused(form: FormData): boolean {
  const paused = field(form, 'paused');
  return paused === 'true' || paused === 'false' ? paused === 'true' : notOurs();
}

/** The networks that were entered, null for anywhere, or what is wrong with them. An empty field means anywhere, a missing one nothing. */
export function readNetworks(
  form: FormData,
): { ok: true; networks: string[] | null } | { ok: false; entered: string; message: string } {
  const entered = field(form, 'networks');
  if (entered.length > mostNetworkText)
    return {
      ok: false,
      entered: entered.slice(0, mostNetworkText),
      message: m.installed_key_too_many(),
    };
  const networks = entered.split(/[\s,;]+/).filter((network) => network !== '');
  return { ok: true, networks: networks.length === 0 ? null : networks };
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : notOurs();
}

function notOurs(): never {
  error(400, m.installed_not_our_form());
}
