import { keyEvents } from '@minimart/keys';
import { z } from 'zod';

export const keyStatuses = ['live', 'replaced', 'paused', 'expired', 'ended'] as const;

export const keySchema = z
  .object({
    id: z.string(),
    start: z.string().describe('Its first characters, to tell it from others.'),
    lastFour: z.string(),
    environment: z.enum(['live', 'test']),
    status: z.enum(keyStatuses).describe('`replaced`: another took its place, and it works on until `endsAt`.'),
    scopes: z.array(z.string()),
    allowedNetworks: z.array(z.string()).nullable().describe('Where it may be used from (CIDR); null for anywhere.'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
    endsAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    endedReason: z.string().nullable(),
  })
  .meta({ id: 'Key' });

export const keyEventSchema = z
  .object({
    at: z.iso.datetime(),
    event: z.enum(keyEvents),
    keyId: z.string(),
    actor: z.string().describe('Who did it, as far as that is a person: their name.'),
    address: z.string().nullable().describe('The IP address it was done from.'),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'KeyEvent' });

export const rotateBody = z.strictObject({
  overlapHours: z
    .number('Give a number of hours.')
    .min(0, 'Give 0 or more hours.')
    .max(168, 'Give 168 hours (7 days) at most.')
    .default(24)
    .describe('How long the former key works on.'),
});

export const networksBody = z.strictObject({
  allowedNetworks: z
    .array(
      z.string('Write a network as text.').max(100, 'A network is shorter.'),
      'List networks, or give null for anywhere.',
    )
    .max(100, 'Give 100 networks at most.')
    .nullable(),
});

export const pauseBody = z.strictObject({ paused: z.boolean('Say true to pause, false to let it go on.') });
