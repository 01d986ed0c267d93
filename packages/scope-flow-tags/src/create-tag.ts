import { tagSchema, toTag, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const newTagName = z
  .string('Give the name as text.')
  .meta({ description: 'The name of the tag; at most 100 characters.', examples: ['VIP'] });

/** `POST /flow/create-tag` */
export const createTag = defineOperation({
  id: 'flowCreateTag',
  method: 'post',
  path: '/flow/create-tag',
  scope: 'flow-tags:manage',
  summary: 'Add a tag to the bot.',
  description: 'A name that a tag of this bot has already is refused. A bot has at most 1,000 tags.',
  input: { body: z.object({ name: newTagName }) },
  output: tagSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    return toTag(await host.tags.create(body.name));
  },
});
