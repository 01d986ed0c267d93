import { endKey, replaceLeakedKey, type InstallPorts, type LeakedKey } from '@minimart/installs';
import { redactKeys, type CheckedKey } from '@minimart/keys';
import { isRefusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { findInstalled } from '../approvals/find-app.ts';
import { mailLeak } from '../mails/mail-leak.ts';

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

type Parts = Pick<
  Services,
  'keyCheck' | 'inMove' | 'logger' | 'audit' | 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf' | 'installPortsOf'
>;

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
  const leaked = { workspaceId, installationId, keyId: key.id };
  const end = ({ make, tells }: { make?: typeof replaceLeakedKey; tells: boolean }) =>
    inMove({ installationId, by }, async ({ em, ports, keys }) => {
      const ended = make === undefined ? await keys.revoke(key, 'leaked') : await make(ports, leaked);
      if (!ended) return false;
      await keys.recordLeak(key, { place: 'public', ...where });
      if (tells) await tellLeak(parts, em, key);
      return true;
    });
  try {
    const done = await end({ make: replaceLeakedKey, tells: true }).catch((error: unknown) => {
      if (!isSuspended(error)) throw error;
      return end({ make: endWithoutAnother, tells: true });
    });
    if (done) logger.warn({ keyId: key.id, installation: installationId }, 'a key was found in public and ended');
  } catch (error) {
    // That there is no other for it, or that nobody could be told, is no reason to let it live. The scanner reports again, and then it is replaced.
    await end({ tells: true }).catch(() => end({ tells: false }));
    throw error;
  }
}

const isSuspended = (error: unknown) => isRefusal(error) && error.code === 'app_suspended';

/** An app whose keys operators have stopped is handed no other: its installation fails, and its owner retries it once that is lifted. */
async function endWithoutAnother(ports: InstallPorts, leaked: LeakedKey): Promise<boolean> {
  await endKey(ports, leaked, 'leaked');
  return true;
}

/** Writes down that a key was found in public and ended, and tells those who manage it. */
async function tellLeak(parts: Parts, em: EntityManager, { id: keyId, subject, tenant: workspaceId }: CheckedKey) {
  const installation = await parts.installPortsOf(em).store.find(subject);
  if (installation?.workspaceId !== workspaceId) return;
  const { id: installationId, key } = installation;
  const { id: appId, name: appName } = await findInstalled(parts, em, { workspaceId, installationId });
  const replaced = key !== null && key.id !== keyId;
  const act = { workspaceId, by: { kind: 'platform' }, appId, installationId } as const;
  await parts.audit(em, { ...act, action: 'key_leaked', detail: { key: keyId, place: 'public', replaced } });
  await mailLeak(parts, em, { workspaceId, installationId, keyId, appName, replaced });
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
