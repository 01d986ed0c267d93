import { hostsOf, type Manifest } from '@minimart/app-manifest';
import { createId } from '@minimart/tokens';
import type { Consent, ConsentKind, ConsentPlace, ShownScope } from './installation.ts';
import type { ScopePort } from './ports.ts';

/** Who says what to which scopes of which version, and from where. */
export interface Agreement {
  kind: ConsentKind;
  userId: string;
  place?: ConsentPlace | undefined;
  version: string;
  fromVersion: string | null;
  granted: readonly string[];
  agreedAt: Date;
}

/** The consent record: every scope the manifest asks for, with the texts shown, in the language they were read in, declined ones included. */
export function buildConsent(manifest: Manifest, scopes: ScopePort, agreement: Agreement): Consent {
  const { granted, place = { address: null, userAgent: null, language: 'en' }, ...said } = agreement;
  const shown = manifest.scopes.map(({ id, reason, optional }): ShownScope => {
    const { label, description } = scopes.scope(id, place.language) ?? { label: id, description: '' };
    return { id, label, description, reason, optional, granted: granted.includes(id) };
  });
  const cannot = scopes.cannotOf(
    manifest.scopes.map(({ id }) => id),
    place.language,
  );
  const told = { scopes: shown, cannot, hosts: hostsOf(manifest) };
  return { id: createId('cns'), ...said, ...place, ...told };
}
