import { replaceLeakedKey } from '@minimart/installs';
import { redactKeys, type CheckedKey } from '@minimart/keys';
import type { Services } from '../../compose.ts';

/** A text that a scanner found, and where. */
export interface FoundSecret {
  token: string;
  type: string;
  url?: unknown;
  source?: unknown;
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
  if (key !== undefined) await endLeaked(parts, key, { url: toStored(url, 4_000), source: toStored(source, 200) });
  return { token_raw: token, token_type: type, label: key === undefined ? 'false_positive' : 'true_positive' };
}

async function endLeaked(parts: Parts, key: CheckedKey, where: Record<string, string | null>): Promise<void> {
  const { inMove, logger } = parts;
  const { subject: installationId, tenant: workspaceId } = key;
  const end = (replace: boolean) =>
    inMove({ installationId, by }, async ({ ports, keys }) => {
      const ended = replace
        ? await replaceLeakedKey(ports, { workspaceId, installationId, keyId: key.id })
        : await keys.revoke(key, 'leaked');
      if (ended) await keys.recordLeak(key, { place: 'public', ...where });
      return ended;
    });
  try {
    if (await end(true))
      logger.warn({ keyId: key.id, installation: installationId }, 'a key was found in public and ended');
  } catch (error) {
    // That there is no other for it is no reason to let it live. The scanner reports again, and then it is replaced.
    await end(false);
    throw error;
  }
}

// What a scanner says of the place is shown to the owner, and never a reason to let a key live: whatever it is, it can be stored, and has no key in it.
function toStored(told: unknown, most: number): string | null {
  if (typeof told !== 'string') return null;
  return redactKeys(decoded(told)).replaceAll('\0', '').slice(0, most).toWellFormed();
}

// A key that is escaped would not be found.
function decoded(text: string): string {
  return text.replaceAll(/(?:%[2-7][0-9a-f])+/gi, (escaped) => {
    const plain = decodeURIComponent(escaped);
    return /^\w+$/.test(plain) ? plain : escaped;
  });
}
