import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import {
  fieldValues,
  messageTagSchema,
  pacing,
  subFlowNsSchema,
  tagFields,
  toFieldValues,
  toPacing,
  typeSchema,
} from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-by-tag` */
export const broadcastByTag = defineOperation({
  id: 'flowBotUserBroadcastByTag',
  method: 'post',
  path: '/subscriber/broadcast-by-tag',
  scope: 'broadcasts:send',
  summary: 'Broadcast a sub flow to tags.',
  input: {
    body: z.object({
      ...tagFields,
      sub_flow_ns: subFlowNsSchema,
      name: z
        .string('Give the name as text.')
        .optional()
        .meta({ description: 'A name to find it by; at most 100 characters.', examples: ['broadcast by tag'] }),
      type: typeSchema,
      message_tag: messageTagSchema,
      user_fields: fieldValues('Values of user fields, stored for each person right before; at most 10.', {
        var_ns: 'f123v345',
        value: 'Paris',
      }),
      ...pacing,
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { tags: body.tags, except: body.exclude_tags ?? [] },
      what: { subFlowNs: body.sub_flow_ns },
      name: body.name,
      type: body.type,
      messageTag: body.message_tag,
      userFields: toFieldValues(body.user_fields),
      ...toPacing(body),
    });
    return ok;
  },
});
