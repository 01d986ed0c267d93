import { z } from 'zod';

const wrong = 'Give a moment such as 2026-11-26T08:00:00Z.';

/** A moment in a query or a body (RFC 3339), one that PostgreSQL knows. */
export const moment = z.iso
  .datetime({ offset: true, error: wrong, abort: true })
  // The year 0000 and the one after 9999, which an offset reaches, are none to PostgreSQL.
  .refine((text) => /^(?!0000)\d{4}-/.test(new Date(text).toISOString()), wrong);
