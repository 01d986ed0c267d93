import type { Installation } from '@minimart/installs';
import { redactKeys } from '@minimart/keys';
import type { UninstallReason } from '@minimart/numbers';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';

interface Word {
  installation: Pick<Installation, 'id' | 'appId' | 'uninstalledAt'>;
  reason?: UninstallReason | undefined;
  note?: string | undefined;
}

/** Writes down why an app was uninstalled, where that was said. A key that somebody pastes into a note is not kept. */
export async function noteWord(
  { numbersOf, clock }: Pick<Services, 'numbersOf' | 'clock'>,
  em: EntityManager,
  { installation, reason, note = '' }: Word,
): Promise<void> {
  if (reason === undefined && note === '') return;
  await numbersOf(em).addWord({
    installationId: installation.id,
    appId: installation.appId,
    saidAt: installation.uninstalledAt ?? clock.now(),
    reason: reason ?? null,
    note: note === '' ? null : redactKeys(note),
  });
}
