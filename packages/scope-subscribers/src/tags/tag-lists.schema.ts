import { tagNameSchema, tagNsSchema } from '@minimart/chatbot';
import { z } from 'zod';

/** Up to 20 tags by id. */
export const tagsByNsSchema = z
  .array(z.object({ tag_ns: tagNsSchema }), 'Give the tags as a list, like [{ "tag_ns": "f123t456" }].')
  .max(20, 'Give at most 20 tags at once.')
  .meta({ description: 'The tags, at most 20.', examples: [[{ tag_ns: 'f123t456' }, { tag_ns: 'f123t568' }]] });

/** Up to 20 tags by name. */
export const tagsByNameSchema = z
  .array(z.object({ tag_name: tagNameSchema }), 'Give the tags as a list, like [{ "tag_name": "Newsletter" }].')
  .max(20, 'Give at most 20 tags at once.')
  .meta({ description: 'The tags, at most 20.', examples: [[{ tag_name: 'Newsletter' }, { tag_name: 'Trial' }]] });
