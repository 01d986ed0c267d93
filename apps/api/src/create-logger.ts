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
  const facts = { base: { role }, mixin: requestFacts, timestamp: pino.stdTimeFunctions.isoTime };
  return pino({ level: logLevel, ...facts, redact: { paths, censor: '[masked]' } }, openLog());
}

/** Standard output. Lines that cannot be written, as to a disk that is full, are kept up to a megabyte and then dropped: they must not end the program. */
function openLog(): pino.DestinationStream {
  const log = pino.destination({ dest: 1, sync: true, maxLength: 1_000_000 });
  log.on('error', () => {});
  return log;
}
