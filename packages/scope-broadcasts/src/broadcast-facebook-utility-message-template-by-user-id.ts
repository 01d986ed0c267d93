import { ok, okSchema, facebookTemplateSchema, toTemplate, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { csvSchema, pacing, splitCsv, toPacing } from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-facebook-utility-message-template-by-user-id` */
export const broadcastFacebookTemplateByUserId = defineOperation({
  id: 'flowBotUserBroadcastFacebookUtilityMessageTemplateByUserId',
  method: 'post',
  path: '/subscriber/broadcast-facebook-utility-message-template-by-user-id',
  scope: 'broadcasts:send',
  summary: 'Broadcast a Facebook utility template to channel ids.',
  input: {
    body: z.object({
      user_id_list: csvSchema(200, { what: 'channel ids', example: '61412345678,61387625429,61245638917' }),
      facebook_utility_message_template: facebookTemplateSchema,
      ...pacing,
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { userIds: splitCsv(body.user_id_list) },
      what: { template: toTemplate('facebook_template', body.facebook_utility_message_template) },
      ...toPacing(body),
    });
    return ok;
  },
});
