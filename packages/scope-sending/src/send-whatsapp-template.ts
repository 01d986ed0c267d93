import { ok, okSchema, userNsSchema, toTemplate, whatsappTemplateSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/send-whatsapp-template` */
export const sendWhatsappTemplate = defineOperation({
  id: 'flowBotUserSendWhatsappTemplate',
  method: 'post',
  path: '/subscriber/send-whatsapp-template',
  scope: 'messages:send',
  summary: 'Send a WhatsApp template.',
  input: { body: z.object({ user_ns: userNsSchema, content: whatsappTemplateSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.template({ ns: body.user_ns }, toTemplate('whatsapp_template', body.content));
    return ok;
  },
});
