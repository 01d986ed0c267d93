/** Who may install: owners alone, owners and admins, or every member. */
export const installerKinds = ['owners', 'managers', 'everyone'] as const;

/** One of `installerKinds`. */
export type InstallerKind = (typeof installerKinds)[number];

/** Which apps: all of them, only those listed, or all but those listed. */
export const appRules = ['all', 'allow', 'block'] as const;

/** One of `appRules`. */
export type AppRule = (typeof appRules)[number];

/** The rules of a workspace; `appIds` mean what `rule` says and are empty for `all`. */
export interface InstallPolicy {
  installers: InstallerKind;
  rule: AppRule;
  appIds: readonly string[];
}

/** A policy as stored; `etag` (RFC 9110, quotes included) guards two people who change it at once. */
export interface StoredPolicy extends InstallPolicy {
  etag: string;
  /** Null while nobody has changed it. */
  changedAt: Date | null;
  changedBy: string | null;
}

/** What holds in a workspace that never said anything. */
export const usualPolicy: InstallPolicy = { installers: 'managers', rule: 'all', appIds: [] };

/** Whether a member of that role installs without asking. Whoever it is, the app must be allowed too. */
export function mayInstallAs(
  role: 'owner' | 'admin' | 'member',
  { installers }: Pick<InstallPolicy, 'installers'>,
): boolean {
  if (role === 'owner' || installers === 'everyone') return true;
  return role === 'admin' && installers === 'managers';
}

/** Whether a member of that role answers what others ask for: owners do, and admins where they install. */
export function mayDecideAs(role: 'owner' | 'admin' | 'member', policy: Pick<InstallPolicy, 'installers'>): boolean {
  return role !== 'member' && mayInstallAs(role, policy);
}

/** Where an app stands: `allowed`, `blocked` (it is on the list of those that are), `unlisted` (it is not on the list of those that may). */
export type AppStanding = 'allowed' | 'blocked' | 'unlisted';

/** Where an app stands by a policy. */
export function standingOf(appId: string, { rule, appIds }: Pick<InstallPolicy, 'rule' | 'appIds'>): AppStanding {
  if (rule === 'all') return 'allowed';
  if (rule === 'allow') return appIds.includes(appId) ? 'allowed' : 'unlisted';
  return appIds.includes(appId) ? 'blocked' : 'allowed';
}
