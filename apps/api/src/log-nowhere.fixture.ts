import { createLogger } from './create-logger.ts';

// Started with a standard output that nothing can be written to: it is to live on, and to end as it likes.
const logger = createLogger({ logLevel: 'info', role: 'api' });
for (let line = 0; line < 50; line += 1) {
  logger.info({ line, words: 'x'.repeat(100_000) }, 'not to be written');
  await new Promise((resolve) => setTimeout(resolve, 1));
}
process.exit(7);
