import type { Installation } from '#lib/server/api.ts';

/** Whether an installation is still going to change by itself, so that the page should look again. */
export function isUnsettled({ status, delivery }: Pick<Installation, 'status' | 'delivery'>): boolean {
  return status === 'pending' || delivery?.status === 'pending';
}
