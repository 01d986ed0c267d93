import type { Template } from '../port/sending.ts';
import { z } from 'zod';

const params = z
  .record(z.string(), z.string('Give each value as text.'), 'Give the values as an object of names and texts.')
  .refine((each) => Object.keys(each).length <= 50, 'Give at most 50 values.')
  .optional();

const common = {
  name: z.string('Give the name of the template.'),
  lang: z.string('Give the language of the template, like "en".'),
  params,
  use_default_values: z.string('Give "yes" or "no".').optional(),
};

/** A template of WhatsApp: the component `WhatsappTemplateContent`. */
export const whatsappTemplateSchema = z
  .object({ ...common, namespace: z.string('Give the namespace of the template.') }, 'Give the template as an object.')
  .meta({
    description: 'The template, and what is filled into it.',
    examples: [{ namespace: 'abc_123', name: 'order_ready', lang: 'en', params: { 'BODY_{{1}}': 'text' } }],
  });

/** A utility template of Facebook: the component `FacebookUtilityContent`. */
export const facebookTemplateSchema = z.object(common, 'Give the template as an object.').meta({
  description: 'The template, and what is filled into it.',
  examples: [{ name: 'order_ready', lang: 'en', params: { 'BODY_{{1}}': 'text' } }],
});

type Given = z.output<typeof facebookTemplateSchema> & { namespace?: string };

/** A template as the chatbot takes it. */
export function toTemplate(medium: Template['medium'], { name, lang, namespace, params: filled }: Given): Template {
  return { medium, name, lang, namespace, params: filled };
}
