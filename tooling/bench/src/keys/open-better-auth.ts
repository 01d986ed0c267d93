import { apiKey } from '@better-auth/api-key';
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { randomBytes } from 'node:crypto';
import pg from 'pg';

interface ApiKeyCalls {
  createApiKey(given: { body: { userId: string; name: string } }): Promise<{ key: string }>;
  verifyApiKey(given: { body: { key: string } }): Promise<{ valid: boolean }>;
}

/** better-auth with its api-key plugin on the same PostgreSQL, its own rate limit switched off, and as many keys. */
export async function openBetterAuth(url: string, count: number) {
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  pool.on('error', () => {}); // the server stops while the last connection says goodbye
  const auth = betterAuth({
    database: pool,
    secret: randomBytes(32).toString('hex'),
    baseURL: 'http://127.0.0.1',
    emailAndPassword: { enabled: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Its types do not fit exactOptionalPropertyTypes.
    plugins: [apiKey({ rateLimit: { enabled: false } }) as unknown as BetterAuthPlugin],
  });
  const api = auth.api as unknown as ApiKeyCalls;
  await (await getMigrations(auth.options)).runMigrations();
  const { user } = await auth.api.signUpEmail({
    body: { name: 'bench', email: 'bench@example.com', password: randomBytes(12).toString('hex') },
  });
  const plains: string[] = [];
  for (let made = 0; made < count; made += 1) {
    plains.push((await api.createApiKey({ body: { userId: user.id, name: `key ${made}` } })).key);
  }
  return {
    plains,
    async verify(key: string) {
      const { valid } = await api.verifyApiKey({ body: { key } });
      if (!valid) throw new Error('better-auth refused a key of its own.');
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
