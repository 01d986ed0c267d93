import { ok, okSchema, facebookTemplateSchema, toTemplate, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { userIdSchema } from './channel-id.schema.ts';

/** `POST /subscriber/send-facebook-utility-message-template-by-user-id` */
export const sendFacebookTemplateByUserId = defineOperation({
  id: 'flowBotUserSendFacebookUtilityMessageTemplateByUserId',
  method: 'post',
  path: '/subscriber/send-facebook-utility-message-template-by-user-id',
  scope: 'messages:send',
  summary: 'Send a Facebook utility template by channel id.',
  input: { body: z.object({ user_id: userIdSchema, content: facebookTemplateSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.template({ userId: body.user_id }, toTemplate('facebook_template', body.content));
    return ok;
  },
});
