import { readFile } from 'node:fs/promises';

/**
 * Finds an app's signing secret in `SIGNING_SECRETS` (`tag-sync=whsec_...,other=whsec_...`) or in the JSON file
 * `RECEIVER_SECRETS_FILE` (`{ "tag-sync": "whsec_..." }`), which is read anew each time so that apps published later are known.
 */
export function createSecretReader(env: NodeJS.ProcessEnv): (app: string) => Promise<string | undefined> {
  const fixed = parsePairs(env['SIGNING_SECRETS'] ?? '');
  const file = env['RECEIVER_SECRETS_FILE'];
  return async (app) => fixed.get(app) ?? (file ? (await readSecretsFile(file)).get(app) : undefined);
}

function parsePairs(pairs: string): Map<string, string> {
  const entries = pairs.split(/[,\s]+/).filter(Boolean);
  // The secret is base64 and may end in '=', so only the first '=' divides.
  return new Map(
    entries.map((pair) => [pair.slice(0, pair.indexOf('=')).replace(/^\//, ''), pair.slice(pair.indexOf('=') + 1)]),
  );
}

async function readSecretsFile(file: string): Promise<Map<string, string>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}
