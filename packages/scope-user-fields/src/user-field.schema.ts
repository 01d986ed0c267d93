import { fieldTypes, type UserField } from '@minimart/chatbot';
import { z } from 'zod';

/** A user field's id: `f123v345`. */
export const varNsSchema = z
  .string('Give the id of the field as text, like "f123v345".')
  .meta({ description: 'The id of the user field.', examples: ['f123v345'] });

/** The name of a field that is there. */
export const fieldNameSchema = z
  .string('Give the name as text.')
  .meta({ description: 'The name of the user field.', examples: ['City'] });

/** The type that the values of a field have. */
export const varTypeSchema = z
  .enum(fieldTypes, `Give one of these types: ${fieldTypes.join(', ')}.`)
  .meta({ description: 'The type of its values.', examples: ['text'] });

/** A user field as the platform API shows it: the component `UserField`. Its value is kept per subscriber, so it is empty here. */
export const userFieldSchema = z
  .object({
    name: fieldNameSchema,
    var_ns: varNsSchema,
    var_type: varTypeSchema,
    description: z.string(),
    display_type: z.enum(['default', 'pin', 'hidden']),
    value: z.string(),
  })
  .meta({ id: 'UserField' });

/** A user field of the chatbot in the platform API's words. */
export function toUserField({ ns, name, type, description, displayType }: UserField): z.output<typeof userFieldSchema> {
  return { name, var_ns: ns, var_type: type, description: description ?? '', display_type: displayType, value: '' };
}
