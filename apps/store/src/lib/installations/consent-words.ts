import { m } from '@minimart/messages';
import type { Consent } from '#lib/server/api.ts';

type Said = Pick<Consent, 'kind' | 'version' | 'fromVersion'> & { user: Pick<Consent['user'], 'name'> };

/** What a person said, as a sentence. */
export function explainConsent({ kind, version, fromVersion, user }: Said): string {
  const who = user.name ?? m.installed_consent_somebody();
  switch (kind) {
    case 'install':
      return m.installed_consent_install({ who, version });
    case 'update':
      return m.installed_consent_update({ who, from: String(fromVersion), to: version });
    case 'scopes':
      return m.installed_consent_scopes({ who });
    case 'decline':
      return m.installed_consent_decline({ who, version });
  }
}
