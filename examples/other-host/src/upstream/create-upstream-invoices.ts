import { Refusal } from '@minimart/problem';
import type { Pool } from 'undici';
import type { Invoice, Invoices } from '../invoices.ts';

/** How the platform's own API is reached. */
export interface Upstream {
  pool: Pick<Pool, 'request'>;
  /** The platform's own credential. Apps never see it; they hold a key of the app store. */
  token: string;
}

/**
 * Invoices that an API of the platform keeps: calls are forwarded after the scope check, with the platform's own credential and the
 * workspace that the key belongs to, never with anything the app sent in a header.
 */
export function createUpstreamInvoices({ pool, token }: Upstream): (workspaceId: string) => Invoices {
  return (workspaceId) => {
    const call = async (method: 'GET' | 'POST', path: string): Promise<unknown> => {
      const { statusCode, body } = await pool.request({
        method,
        path: `/workspaces/${encodeURIComponent(workspaceId)}${path}`,
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        signal: AbortSignal.timeout(10_000),
      });
      const answer = (await body.json()) as { message?: string };
      if (statusCode === 404)
        throw new Refusal({ code: 'not_found', detail: answer.message ?? 'There is no such thing.' });
      if (statusCode === 409)
        throw new Refusal({ code: 'conflict', detail: answer.message ?? 'That is not possible now.' });
      if (statusCode !== 200) throw new Error(`The invoicing API answered ${statusCode}.`);
      return answer;
    };
    return {
      list: async (status) => (await call('GET', `/invoices${status ? `?status=${status}` : ''}`)) as Invoice[],
      void: async (id) => (await call('POST', `/invoices/${encodeURIComponent(id)}/void`)) as Invoice,
    };
  };
}
