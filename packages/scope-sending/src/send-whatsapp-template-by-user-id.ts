import { ok, okSchema, toTemplate, whatsappTemplateSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { userIdSchema } from './channel-id.schema.ts';

/** `POST /subscriber/send-whatsapp-template-by-user-id` */
export const sendWhatsappTemplateByUserId = defineOperation({
  id: 'flowBotUserSendWhatsappTemplateByUserId',
  method: 'post',
  path: '/subscriber/send-whatsapp-template-by-user-id',
  scope: 'messages:send',
  summary: 'Send a WhatsApp template by channel id.',
  description: 'With create_if_not_found "yes", a person whom nobody knows yet is added with that phone number.',
  input: {
    body: z.object({
      user_id: userIdSchema,
      content: whatsappTemplateSchema,
      create_if_not_found: z
        .enum(['yes', 'no'], 'Give "yes" or "no".')
        .optional()
        .meta({ description: 'Whether to add a person whom nobody knows yet.', examples: ['no'] }),
      contact: z
        .object(
          { first_name: z.string().optional(), last_name: z.string().optional(), user_name: z.string().optional() },
          'Give the contact as an object.',
        )
        .optional()
        .meta({ description: 'Who the new person is.', examples: [{ first_name: 'Emmy', last_name: 'Noether' }] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    const { contact = {}, create_if_not_found: create = 'no' } = body;
    const { first_name: first, last_name: lastName, user_name: userName } = contact;
    const ifNobody = create === 'yes' ? { firstName: first ?? userName, lastName } : undefined;
    await host.sending.template({ userId: body.user_id }, toTemplate('whatsapp_template', body.content), ifNobody);
    return ok;
  },
});
