import type { Policy, Workspace } from '#lib/server/api.ts';

/** Why somebody cannot install an app, and whether they may ask for it instead. */
export interface Stop {
  why: 'role' | 'blocked' | 'unlisted';
  mayAsk: boolean;
  /** Who decides: owners alone, or admins as well. */
  deciders: 'owners' | 'managers';
  /** Whether it is for the visitor themselves to change the policy. */
  ownsPolicy: boolean;
}

type Rules = Pick<Policy, 'installers' | 'rule' | 'apps'>;

/** Whether a member of that role installs without asking. */
export function mayInstallAs(role: Workspace['role'], { installers }: Pick<Policy, 'installers'>): boolean {
  return role === 'owner' || installers === 'everyone' || (role === 'admin' && installers === 'managers');
}

/** Where an app stands by a policy. */
export function standingIn(
  { rule, apps }: Pick<Policy, 'rule' | 'apps'>,
  appId: string,
): 'allowed' | 'blocked' | 'unlisted' {
  const isListed = apps.some(({ id }) => id === appId);
  if (rule === 'allow') return isListed ? 'allowed' : 'unlisted';
  return rule === 'block' && isListed ? 'blocked' : 'allowed';
}

/** What stands in somebody's way to an app; undefined when nothing does. */
export function stopFor(who: { role: Workspace['role']; policy: Rules; appId: string }): Stop | undefined {
  const { role, policy, appId } = who;
  const standing = standingIn(policy, appId);
  const deciders = policy.installers === 'owners' ? 'owners' : 'managers';
  const ownsPolicy = role === 'owner';
  if (standing !== 'allowed')
    return { why: standing, mayAsk: standing === 'unlisted' && !ownsPolicy, deciders, ownsPolicy };
  return mayInstallAs(role, policy) ? undefined : { why: 'role', mayAsk: true, deciders, ownsPolicy };
}
