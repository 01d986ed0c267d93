import { ok, okSchema, userNsSchema, facebookTemplateSchema, toTemplate, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/send-facebook-utility-message-template` */
export const sendFacebookTemplate = defineOperation({
  id: 'flowBotUserSendFacebookUtilityMessageTemplate',
  method: 'post',
  path: '/subscriber/send-facebook-utility-message-template',
  scope: 'messages:send',
  summary: 'Send a Facebook utility template.',
  input: { body: z.object({ user_ns: userNsSchema, content: facebookTemplateSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.template({ ns: body.user_ns }, toTemplate('facebook_template', body.content));
    return ok;
  },
});
