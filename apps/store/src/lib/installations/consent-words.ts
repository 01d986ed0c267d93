import type { Consent } from '#lib/server/api.ts';

type Said = Pick<Consent, 'kind' | 'version' | 'fromVersion'> & { user: Pick<Consent['user'], 'name'> };

/** What a person said, as a sentence. */
export function explainConsent({ kind, version, fromVersion, user }: Said): string {
  const who = user.name ?? 'Somebody who has left';
  switch (kind) {
    case 'install':
      return `${who} agreed to version ${version} and installed it.`;
    case 'update':
      return `${who} agreed to the change from version ${fromVersion} to ${version}.`;
    case 'scopes':
      return `${who} changed what it may do.`;
    case 'decline':
      return `${who} declined version ${version}.`;
  }
}
