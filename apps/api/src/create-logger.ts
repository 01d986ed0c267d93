import { traceFacts } from '@minimart/tracing';
import pino, { type Logger, type LoggerOptions } from 'pino';
import type { Config } from './config.ts';
import { requestFacts } from './http/with-request-id.ts';

/** How many lines of each level that somebody should see were written since the process began. */
export const logLines = { warn: 0, error: 0 };

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
  const settings: LoggerOptions = {
    level: logLevel,
    base: { role },
    mixin: () => ({ ...requestFacts(), ...traceFacts() }),
    redact: { paths, censor: '[masked]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(told, log, level) {
        if (level >= pino.levels.values['error']!) logLines.error += 1;
        else if (level >= pino.levels.values['warn']!) logLines.warn += 1;
        log.apply(this, told);
      },
    },
  };
  return pino(settings, openLog());
}

/** Standard output. Lines that cannot be written, as to a disk that is full, are kept up to a megabyte and then dropped: they must not end the program. */
function openLog(): pino.DestinationStream {
  const log = pino.destination({ dest: 1, sync: true, maxLength: 1_000_000 });
  log.on('error', () => {});
  return log;
}
