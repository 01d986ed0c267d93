import { broadcastTypes, fromUnixSeconds } from '@minimart/chatbot';
import { z } from 'zod';

/** The parameters that every broadcast takes. */
export const pacing = {
  max_per_minute: z
    .number('Give the rate as a number.')
    .int('Give the rate as a whole number.')
    .min(1, 'A broadcast reaches at least one person a minute.')
    .max(6_000, 'A broadcast reaches at most 6,000 people a minute.')
    .optional()
    .meta({ description: 'How many people a minute; 60 without it.', examples: [60] }),
  scheduled_time: z
    .number('Give the time in seconds since 1970.')
    .int('Give the time in whole seconds since 1970.')
    .min(0, 'Give the time in seconds since 1970.')
    .max(253_402_300_799, 'Give the time in seconds, not in milliseconds.')
    .optional()
    .meta({
      description: 'When to begin, in Unix seconds; at once without it, and for a time that has passed.',
      examples: [1_786_123_679],
    }),
};

/** Pacing as the chatbot takes it. */
export function toPacing({
  max_per_minute: maxPerMinute,
  scheduled_time: time,
}: {
  max_per_minute?: number | undefined;
  scheduled_time?: number | undefined;
}) {
  return { maxPerMinute, scheduledAt: fromUnixSeconds(time) };
}

/** The sub flow that is sent. */
export const subFlowNsSchema = z
  .string('Give the id of the sub flow as text, like "f123s789".')
  .meta({ description: 'The id of the sub flow.', examples: ['f123s789'] });

/** How the broadcast travels. */
export const typeSchema = z
  .enum(broadcastTypes, `Give one of these: ${broadcastTypes.join(', ')}.`)
  .optional()
  .meta({ description: 'How it travels; through each own chat without it.', examples: ['EMAIL'] });

/** Why people are written to. */
export const messageTagSchema = z
  .enum(
    ['CONFIRMED_EVENT_UPDATE', 'POST_PURCHASE_UPDATE', 'ACCOUNT_UPDATE', 'NON_PROMOTIONAL_SUBSCRIPTION'],
    'Give one of the message tags of the channel.',
  )
  .optional()
  .meta({ description: 'Why people are written to, for FACEBOOK_NOTIFICATION.', examples: ['POST_PURCHASE_UPDATE'] });

const csv = (most: number) => (text: string) => {
  const items = text.split(',').filter((item) => item.trim() !== '');
  return items.length >= 1 && items.length <= most;
};

/** A comma-separated list of one to `most` entries. */
export function csvSchema(most: number, { what, example }: { what: string; example: string }) {
  return z
    .string(`Give the ${what} as text, separated by commas.`)
    .refine(csv(most), `Give 1 to ${most} ${what}, separated by commas.`)
    .meta({ description: `At most ${most} ${what}, separated by commas.`, examples: [example] });
}

/** The entries of a comma-separated list, each once. */
export function splitCsv(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ),
  ];
}

/** People by the tags they carry. */
export const tagFields = {
  tags: z
    .array(z.string('Give each tag by its id, like "f123t456".'), 'Give a list of tags.')
    .min(1, 'Give at least one tag.')
    .max(10, 'Give at most 10 tags.')
    .meta({ description: 'Who carries any of these tags; at most 10.', examples: [['f123t456']] }),
  exclude_tags: z
    .array(z.string('Give each tag by its id, like "f123t568".'), 'Give a list of tags.')
    .max(10, 'Exclude at most 10 tags.')
    .optional()
    .meta({ description: 'Who carries one of these is left out; at most 10.', examples: [['f123t568']] }),
};

/** Values of fields, by the id of the field. */
export function fieldValues(description: string, example: { var_ns: string; value: string }) {
  return z
    .array(
      z.object({
        var_ns: z.string('Give the id of the field as text, like "f123v345".'),
        value: z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())], 'Give the value of the field.'),
      }),
      'Give a list of fields and values.',
    )
    .max(10, 'Give at most 10 fields.')
    .optional()
    .meta({ description, examples: [[example]] });
}

/** Field values as the chatbot takes them. */
export function toFieldValues(values: readonly { var_ns: string; value: unknown }[] | undefined) {
  return values?.map(({ var_ns: ns, value }) => ({ ns, value }));
}
