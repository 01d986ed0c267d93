import { z } from 'zod';
import { fieldTypes } from '../port/fields.ts';
import type { CarriedField, Subscriber } from '../port/subscribers.ts';
import { pageFields } from './page-fields.schema.ts';
import { toPlatformTime } from './platform-time.ts';
import { tagSchema, toTag } from './tag.schema.ts';

const text = z.string().optional();
const time = (description: string) =>
  z
    .string()
    .optional()
    .meta({ description, examples: ['2020-11-27 17:50:45'] });

const carriedFieldSchema = z.object({
  name: z.string(),
  var_ns: z.string().meta({ examples: ['f123v345'] }),
  var_type: z.enum(fieldTypes),
  description: text,
  value: z.string().meta({ description: 'The value as text; an array as JSON.' }),
});

/** A subscriber as the platform API shows one: the component `BotUser`. What is not known is left out; name, email and phone are empty then. */
export const botUserSchema = z
  .object({
    user_ns: z.string().meta({ description: 'The id of the subscriber.', examples: ['f123u456'] }),
    user_id: text.meta({ description: 'Who the person is on the channel.' }),
    name: z.string(),
    first_name: text,
    last_name: text,
    email: z.string(),
    phone: z.string(),
    gender: z.enum(['male', 'female']).optional(),
    profile_pic: text,
    language: text,
    locale: text,
    subscribed: time('Since when the person is subscribed; left out for one who has left.'),
    opted_in_email: time('When the person agreed to e-mail.'),
    opted_in_sms: time('When the person agreed to SMS.'),
    opted_in_through: text.meta({ description: 'How the person came to the bot.' }),
    last_seen: time('When the person was last there.'),
    last_interaction: time('When the person last did anything.'),
    last_message_at: time('When the last message was, whoever wrote it.'),
    last_message_type: text,
    tags: z.array(tagSchema),
    user_fields: z.array(carriedFieldSchema).meta({ description: 'The user fields that hold a value.' }),
  })
  .meta({ id: 'BotUser' });

/** One page of subscribers: the component `BotUserResource`. */
export const botUserListSchema = z
  .object({ data: z.array(botUserSchema), ...pageFields })
  .meta({ id: 'BotUserResource' });

/** A subscriber of the chatbot in the platform API's words; times are in UTC. */
export function toBotUser(person: Subscriber): z.output<typeof botUserSchema> {
  return {
    user_ns: person.ns,
    user_id: person.userId ?? undefined,
    name: person.name,
    first_name: person.firstName ?? undefined,
    last_name: person.lastName ?? undefined,
    email: person.email ?? '',
    phone: person.phone ?? '',
    gender: person.gender ?? undefined,
    profile_pic: person.image ?? undefined,
    language: person.language ?? undefined,
    locale: person.locale ?? undefined,
    subscribed: person.unsubscribedAt === null ? toPlatformTime(person.subscribedAt) : undefined,
    opted_in_email: toPlatformTime(person.optedInEmailAt) ?? undefined,
    opted_in_sms: toPlatformTime(person.optedInSmsAt) ?? undefined,
    opted_in_through: person.optedInThrough ?? undefined,
    last_seen: toPlatformTime(person.lastSeenAt) ?? undefined,
    last_interaction: toPlatformTime(person.lastInteractionAt) ?? undefined,
    last_message_at: toPlatformTime(person.lastMessageAt) ?? undefined,
    last_message_type: person.lastMessageType ?? undefined,
    tags: person.tags.map(toTag),
    user_fields: person.fields.map(toCarriedField),
  };
}

function toCarriedField({ ns, name, type, description, value }: CarriedField) {
  return { name, var_ns: ns, var_type: type, description: description ?? undefined, value };
}
