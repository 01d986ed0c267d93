import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';
import { writePrivateFile } from './write-private-file.ts';

const secretsSchema = z.object({
  /** Signs sessions. */
  authSecret: z.string().min(32),
  /** `id:base64` of 32 bytes each, parted by commas; the first seals, all open. */
  sealingKeys: z.string().regex(/^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/),
});

/** What a system must keep to itself and keep for ever: without it sealed deliveries cannot be opened again. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Reads `<data dir>/secrets.json`, or makes it (mode 600) on the first start. A damaged file is an error, never replaced. */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StartError(`${path} cannot be read: ${error.message}`);
  });
  if (text === undefined) return makeSecrets(path);
  await chmod(path, 0o600);
  const parsed = secretsSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartError(`${path} is damaged.`, [
    'Restore it from a backup: without it, sealed data cannot be read again.',
  ]);
}

async function makeSecrets(path: string): Promise<Secrets> {
  const secrets: Secrets = {
    authSecret: randomBytes(48).toString('base64url'),
    sealingKeys: `k1:${randomBytes(32).toString('base64')}`,
  };
  await writePrivateFile(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
