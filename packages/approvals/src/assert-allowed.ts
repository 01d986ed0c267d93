import { Refusal } from '@minimart/problem';
import type { ApprovalErrorCode } from './approval-error-codes.ts';
import { standingOf, type InstallPolicy } from './install-policy.ts';

/** Throws the refusal `app_not_allowed`, which says whether the app is blocked or not on the list, unless the policy lets it in. */
export function assertAllowed(app: { id: string; name: string }, policy: Pick<InstallPolicy, 'rule' | 'appIds'>): void {
  const standing = standingOf(app.id, policy);
  if (standing === 'allowed') return;
  const detail =
    standing === 'blocked'
      ? `${app.name} is blocked in this workspace. An owner can change that in the workspace's policy.`
      : `Only listed apps may be installed in this workspace, and ${app.name} is not listed. An owner can add it in the workspace's policy.`;
  throw new Refusal<ApprovalErrorCode>({ code: 'app_not_allowed', detail, extra: { standing } });
}
