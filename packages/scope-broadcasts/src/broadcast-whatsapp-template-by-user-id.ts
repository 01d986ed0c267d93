import { ok, okSchema, whatsappTemplateSchema, toTemplate, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { csvSchema, pacing, splitCsv, toPacing } from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-whatsapp-template-by-user-id` */
export const broadcastWhatsappTemplateByUserId = defineOperation({
  id: 'flowBotUserBroadcastWhatsappTemplateByUserId',
  method: 'post',
  path: '/subscriber/broadcast-whatsapp-template-by-user-id',
  scope: 'broadcasts:send',
  summary: 'Broadcast a WhatsApp template to channel ids.',
  input: {
    body: z.object({
      user_id_list: csvSchema(200, { what: 'channel ids', example: '61412345678,61387625429,61245638917' }),
      wa_template: whatsappTemplateSchema,
      ...pacing,
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { userIds: splitCsv(body.user_id_list) },
      what: { template: toTemplate('whatsapp_template', body.wa_template) },
      ...toPacing(body),
    });
    return ok;
  },
});
