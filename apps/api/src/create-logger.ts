import { traceFacts } from '@minimart/tracing';
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';
import { requestFacts } from './http/with-request-id.ts';

/** Structured logs on standard output. Callers pass facts, never requests; what is named like a secret is masked all the same. */
export function createLogger({ logLevel, role }: Pick<Config, 'logLevel' | 'role'>): Logger {
  const names = [
    'authorization',
    'cookie',
    'password',
    'token',
    'secret',
    'key',
    'plainKey',
    'authInputs',
    'signingSecret',
  ];
  const paths = names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({
    level: logLevel,
    base: { role },
    mixin: () => ({ ...requestFacts(), ...traceFacts() }),
    redact: { paths, censor: '[masked]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
