import type { Manifest } from '@minimart/app-manifest';
import { createId } from '@minimart/tokens';
import type { Consent, ShownScope } from './installation.ts';
import type { ScopePort } from './ports.ts';

/** Who agrees to which scopes of which version. */
export interface Agreement {
  userId: string;
  version: string;
  granted: readonly string[];
  agreedAt: Date;
}

/** The consent record: every scope the manifest asks for, with the texts shown, declined ones included. */
export function buildConsent(manifest: Manifest, scopes: ScopePort, agreement: Agreement): Consent {
  const { userId, version, granted, agreedAt } = agreement;
  const shown = manifest.scopes.map(({ id, reason, optional }): ShownScope => {
    const { label, description } = scopes.scope(id) ?? { label: id, description: '' };
    return { id, label, description, reason, optional, granted: granted.includes(id) };
  });
  return { id: createId('cns'), userId, version, agreedAt, scopes: shown };
}
