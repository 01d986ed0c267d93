import { readFileSync } from 'node:fs';

/** What may be told by a file, as containers are given secrets: `<name>_FILE` is its path. */
export const secretNames = [
  'DATABASE_URL',
  'MINIMART_REPLICA_URL',
  'MINIMART_AUTH_SECRET',
  'MINIMART_SEALING_KEYS',
  'MINIMART_S3_ACCESS_KEY_ID',
  'MINIMART_S3_SECRET_ACCESS_KEY',
  'MINIMART_METRICS_TOKEN',
  'MINIMART_SMTP_URL',
  'MINIMART_OIDC_CLIENT_SECRET',
] as const;

/** The environment with the secrets that lie in files, and what is wrong with those, by variable. */
export interface EnvironmentWithSecrets {
  env: NodeJS.ProcessEnv;
  mistakes: ReadonlyMap<string, string>;
}

/** Reads each file that `<name>_FILE` names, without the end of its last line. A secret that is told in both ways is a mistake: nobody could say which counts. */
export function readSecretFiles(env: NodeJS.ProcessEnv): EnvironmentWithSecrets {
  const whole = { ...env };
  const mistakes = new Map<string, string>();
  for (const name of secretNames) {
    const path = env[`${name}_FILE`];
    if (path === undefined || path === '') continue;
    if (env[name]) {
      mistakes.set(name, `is set, and ${name}_FILE is, too: leave one of them out`);
      continue;
    }
    try {
      whole[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      if (whole[name] === '') mistakes.set(name, `is to be read from ${name}_FILE, and that file is empty`);
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      mistakes.set(name, `is to be read from ${name}_FILE, and that file cannot be read (${code})`);
    }
  }
  return { env: whole, mistakes };
}
