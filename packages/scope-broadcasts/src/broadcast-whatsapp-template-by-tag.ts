import { ok, okSchema, whatsappTemplateSchema, toTemplate, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { pacing, tagFields, toPacing } from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-whatsapp-template-by-tag` */
export const broadcastWhatsappTemplateByTag = defineOperation({
  id: 'flowBotUserBroadcastWhatsappTemplateByTag',
  method: 'post',
  path: '/subscriber/broadcast-whatsapp-template-by-tag',
  scope: 'broadcasts:send',
  summary: 'Broadcast a WhatsApp template to tags.',
  input: {
    body: z.object({ ...tagFields, wa_template: whatsappTemplateSchema, ...pacing }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { tags: body.tags, except: body.exclude_tags ?? [] },
      what: { template: toTemplate('whatsapp_template', body.wa_template) },
      ...toPacing(body),
    });
    return ok;
  },
});
