import { z } from 'zod';

/** The answer of a call that has nothing else to tell: the component `ResponseOk`. */
export const okSchema = z.object({ status: z.literal('ok') }).meta({ id: 'ResponseOk' });

/** The one such answer. */
export const ok: z.output<typeof okSchema> = { status: 'ok' };
