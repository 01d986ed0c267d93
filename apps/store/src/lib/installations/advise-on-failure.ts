import { m } from '@minimart/messages';
import type { Installation } from '#lib/server/api.ts';

type Failed = Pick<Installation, 'delivery'> & { hasInputs: boolean; mayRetry: boolean };

/** What can be done about an app that is not working, in sentences, the best first. */
export function adviseOnFailure({ delivery, hasInputs, mayRetry }: Failed): string[] {
  if (!mayRetry) return [m.installed_advice_others()];
  if (delivery?.status === 'refused' && hasInputs) return [m.installed_advice_refused_inputs()];
  if (delivery?.status === 'refused') return [m.installed_advice_refused()];
  if (delivery?.status === 'gone') return [m.installed_advice_gone()];
  if (delivery?.status === 'gave_up') return [m.installed_advice_gave_up()];
  return [m.installed_advice_new_key()];
}
