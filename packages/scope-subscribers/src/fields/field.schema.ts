import { z } from 'zod';

/** A user field's id: `f123v345`. */
export const varNsSchema = z
  .string('Give the id of the field as text, like "f123v345".')
  .meta({ description: 'The id of the user field.', examples: ['f123v345'] });

/** A user field's name. */
export const fieldNameSchema = z
  .string('Give the name of the field as text.')
  .meta({ description: 'The name of the user field.', examples: ['City'] });

/** A value to be stored, as text or as the type of its field. */
export const valueSchema = z
  .union(
    [z.string(), z.number(), z.boolean(), z.array(z.unknown())],
    'Give the value as text, or as the type of the field.',
  )
  .meta({ description: 'The value, as text or as the type of the field.', examples: ['Paris'] });

/** One to twenty of something. */
export function upToTwenty<Item extends z.ZodType>(item: Item, example: z.input<Item>) {
  return z
    .array(item, 'Give a list of fields.')
    .min(1, 'Give at least one field.')
    .max(20, 'Give at most 20 fields at a time.')
    .meta({ description: 'At most 20 fields; all or none.', examples: [[example]] });
}
