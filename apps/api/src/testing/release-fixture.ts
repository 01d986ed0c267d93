import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { SealingKey } from '@minimart/sealing';
import { mintToken } from '@minimart/tokens';

/** Where the data of a release lies, as its backup. */
export const releaseFolder = (release: string): string =>
  fileURLToPath(new URL(`../upgrade/releases/${release}`, import.meta.url));

/** What opens the fixtures. Anybody may make it: nothing in them is a secret. */
export const fixtureSealingKey: SealingKey = { id: 'fixture', key: digest('sealing key') };

/** A key or token of the fixtures, made of a name: it is in no file. */
export function fixtureToken(prefix: string, name: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const random = [...digest(`${prefix} ${name}`)].map((byte) => letters[byte % letters.length]).join('');
  return mintToken(prefix, () => random);
}

/** Where the apps of the fixtures have their servers. */
export const fixtureServer = 'http://apps.example.com';

function digest(what: string): Buffer {
  return createHash('sha256').update(`minimart release fixture: ${what}`).digest();
}
