import { z } from 'zod';
import type { Tag } from '../port/tags.ts';

/** A tag's id in a request or an answer: `f123t456`. */
export const tagNsSchema = z
  .string('Give the id of the tag as text, like "f123t456".')
  .meta({ description: 'The id of the tag.', examples: ['f123t456'] });

/** The name of a tag that is there. */
export const tagNameSchema = z
  .string('Give the name of the tag as text.')
  .meta({ description: 'The name of the tag.', examples: ['Newsletter'] });

/** A tag as the platform API shows it: the component `Tag`. */
export const tagSchema = z.object({ name: tagNameSchema, tag_ns: tagNsSchema }).meta({ id: 'Tag' });

/** A tag of the chatbot in the platform API's words. */
export function toTag({ ns, name }: Tag): z.output<typeof tagSchema> {
  return { name, tag_ns: ns };
}
