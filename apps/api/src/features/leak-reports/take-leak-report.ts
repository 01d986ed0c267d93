import { replaceLeakedKey } from '@minimart/installs';
import type { CheckedKey } from '@minimart/keys';
import type { Services } from '../../compose.ts';

/** A text that a scanner found, and where. */
export interface FoundSecret {
  token: string;
  type: string;
  url?: string | undefined;
  source?: string | undefined;
}

/** What became of it: `label` says to the scanner whether it was a key of ours. */
export interface TakenSecret {
  token_raw: string;
  token_type: string;
  label: 'true_positive' | 'false_positive';
}

type Parts = Pick<Services, 'keyCheck' | 'inMove' | 'logger'>;

const by = { actor: 'leak report', address: null };

/**
 * Ends a key that was found in public and has its installation get a new one, in one transaction; a key that is dead already, or reported
 * again, is left as it is. A text that is no key of ours is a false positive.
 */
export async function takeFoundSecret(parts: Parts, { token, type, url, source }: FoundSecret): Promise<TakenSecret> {
  const result = await parts.keyCheck.verifier.verify(token);
  const key = 'key' in result ? result.key : undefined;
  if (key !== undefined) await endLeaked(parts, key, { url: url ?? null, source: source ?? null });
  return { token_raw: token, token_type: type, label: key === undefined ? 'false_positive' : 'true_positive' };
}

async function endLeaked(
  { inMove, logger }: Parts,
  key: CheckedKey,
  where: Record<string, string | null>,
): Promise<void> {
  const { subject: installationId, tenant: workspaceId } = key;
  const hasEnded = await inMove({ installationId, by }, async ({ ports, keys }) => {
    const ended = await replaceLeakedKey(ports, { workspaceId, installationId, keyId: key.id });
    if (ended) await keys.recordLeak(key, { place: 'public', ...where });
    return ended;
  });
  if (hasEnded) logger.warn({ keyId: key.id, installation: installationId }, 'a key was found in public and ended');
}
