import {
  BadKeyLimiter,
  CachedKeyVerifier,
  FallbackRateLimiter,
  LocalRateLimiter,
  type RateLimiter,
  type ScopeUniverse,
} from '@minimart/keys';
import { createPreparedKeyReader, createSharedRateLimiter, KeyChangeListener } from '@minimart/keys/mikro-orm';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';

/** What the check of keys is wired from. */
export interface KeyCheckParts {
  config: Pick<Config, 'databaseUrl' | 'keyRateCounting'>;
  logger: Pick<Logger, 'warn'>;
  /** Its queries are given up after `patienceMs`. */
  pool: pg.Pool;
  /** Where calls are counted exactly; likewise. Connects only for that. */
  countPool: pg.Pool;
  scopes: ScopeUniverse;
}

/** How long the database may take to answer a question about a key before the call is answered 503. */
export const patienceMs = 2_000;

/** Wires what checks and limits the keys of the platform API, hearing of changes over a connection of its own. */
export function createKeyCheck({ config, logger, pool, countPool, scopes }: KeyCheckParts) {
  const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool), scopes });
  const changes = new KeyChangeListener({
    verifier,
    createClient: () =>
      new pg.Client({
        connectionString: config.databaseUrl,
        connectionTimeoutMillis: patienceMs,
        application_name: 'minimart key changes',
        keepAlive: true,
      }),
    onError: ({ message }) =>
      logger.warn({ message }, 'changes of keys are not heard of; keys are looked up more often'),
  });
  const local = new LocalRateLimiter();
  const limiter: RateLimiter =
    config.keyRateCounting === 'local'
      ? local
      : new FallbackRateLimiter({
          shared: createSharedRateLimiter(countPool),
          local,
          onError: (error) =>
            logger.warn({ err: error }, 'calls cannot be counted for all processes; each counts for itself'),
        });
  return { verifier, changes, limiter, badKeys: new BadKeyLimiter() };
}
