import { ok, okSchema, facebookTemplateSchema, toTemplate, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { pacing, tagFields, toPacing } from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-facebook-utility-message-template-by-tag` */
export const broadcastFacebookTemplateByTag = defineOperation({
  id: 'flowBotUserBroadcastFacebookUtilityMessageTemplateByTag',
  method: 'post',
  path: '/subscriber/broadcast-facebook-utility-message-template-by-tag',
  scope: 'broadcasts:send',
  summary: 'Broadcast a Facebook utility template to tags.',
  input: {
    body: z.object({ ...tagFields, facebook_utility_message_template: facebookTemplateSchema, ...pacing }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { tags: body.tags, except: body.exclude_tags ?? [] },
      what: { template: toTemplate('facebook_template', body.facebook_utility_message_template) },
      ...toPacing(body),
    });
    return ok;
  },
});
