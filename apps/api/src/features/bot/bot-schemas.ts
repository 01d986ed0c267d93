import { z } from 'zod';

const messageType = z.enum(['in', 'out', 'agent', 'note', 'system']);

export const botSchema = z
  .object({
    ns: z.string(),
    name: z.string(),
    subscribers: z.int(),
    messagesToday: z.int().describe('Messages of the last 24 hours, both ways.'),
    tags: z.array(z.object({ ns: z.string(), name: z.string(), subscribers: z.int() })),
  })
  .meta({ id: 'Bot' });

const personFields = {
  ns: z.string(),
  name: z.string(),
  image: z.string().nullable(),
  channel: z.string(),
  status: z.enum(['open', 'pending', 'spam', 'done']),
  tags: z.array(z.string()),
};

export const personLineSchema = z
  .object({
    ...personFields,
    lastMessage: z.object({ type: messageType, content: z.string(), sentAt: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'BotSubscriberLine' });

export const personSchema = z
  .object({
    ...personFields,
    email: z.string().nullable(),
    phone: z.string().nullable(),
    labels: z.array(z.string()),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    subscribedAt: z.iso.datetime(),
    unsubscribedAt: z.iso.datetime().nullable(),
    messages: z.array(
      z.object({
        id: z.int(),
        type: messageType,
        medium: z.enum(['chat', 'email', 'sms', 'whatsapp_template', 'facebook_template']),
        mediaType: z.enum(['text', 'image', 'audio', 'video', 'file', 'cards']),
        content: z.string(),
        app: z
          .object({ name: z.string(), installationId: z.string() })
          .nullable()
          .describe('The mini-app that sent it, where one did.'),
        sentAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'BotSubscriber' });
