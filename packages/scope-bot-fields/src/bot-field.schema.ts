import { fieldTypes, type BotField } from '@minimart/chatbot';
import { z } from 'zod';

/** A bot field's id: `f123v360`. */
export const varNsSchema = z
  .string('Give the id of the field as text, like "f123v360".')
  .meta({ description: 'The id of the bot field.', examples: ['f123v360'] });

/** The name of a field that is there. */
export const fieldNameSchema = z
  .string('Give the name as text.')
  .meta({ description: 'The name of the bot field.', examples: ['Opening hours'] });

/** The type that the value of a field has. */
export const varTypeSchema = z
  .enum(fieldTypes, `Give one of these types: ${fieldTypes.join(', ')}.`)
  .meta({ description: 'The type of its value.', examples: ['text'] });

/** A value to be stored, as text or as the type of its field. */
export const valueSchema = z
  .union(
    [z.string(), z.number(), z.boolean(), z.array(z.unknown())],
    'Give the value as text, or as the type of the field.',
  )
  .meta({ description: 'The value, as text or as the type of the field.', examples: ['8 to 4'] });

/** A bot field as the platform API shows it: the component `BotField`. */
export const botFieldSchema = z
  .object({
    name: fieldNameSchema,
    var_ns: varNsSchema,
    var_type: varTypeSchema,
    description: z.string(),
    is_template_field: z.boolean(),
    value: z.string(),
  })
  .meta({ id: 'BotField' });

/** A bot field of the chatbot in the platform API's words. */
export function toBotField(field: BotField): z.output<typeof botFieldSchema> {
  const { ns, name, type, description, isTemplate, value } = field;
  return {
    name,
    var_ns: ns,
    var_type: type,
    description: description ?? '',
    is_template_field: isTemplate,
    value: value ?? '',
  };
}
