import { toPlainWords } from '@minimart/reviews';
import { z } from 'zod';
import { redactSecrets } from '../../http/redact-secrets.ts';

// What is left out may have been long; what is kept is measured afterwards.
const mostSent = 20_000;

/** A text that everybody reads: plain, with what opens a door of ours left out, and not empty. `missing` is said to who writes nothing. */
export function plainWords({ most, missing }: { most: number; missing: string }) {
  const tooLong = `Say it in ${most.toLocaleString('en')} characters.`;
  return z
    .string(missing)
    .max(mostSent, tooLong)
    .transform((text) => redactSecrets(toPlainWords(text)))
    .pipe(z.string().min(1, missing).max(most, tooLong));
}
