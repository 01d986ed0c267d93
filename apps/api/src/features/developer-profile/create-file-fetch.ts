import type { FetchFile } from '@minimart/accounts';
import type { Sender } from '@minimart/webhooks';
import { version } from '../../version.ts';

const headers = { 'user-agent': `Minimart/${version}`, accept: 'text/plain', 'accept-encoding': 'identity' };

/** Asks for files by a sender, whose guard, deadline and bounds hold; what it could not send or get is told in its words. */
export function createFileFetch(sender: Pick<Sender, 'send'>): FetchFile {
  return async (url) => {
    const result = await sender.send({ method: 'GET', url, headers, body: null });
    if (result.kind !== 'answered') return { ok: false, error: result.error };
    const { statusCode, body, truncated } = result;
    return { ok: true, statusCode, body, truncated };
  };
}
