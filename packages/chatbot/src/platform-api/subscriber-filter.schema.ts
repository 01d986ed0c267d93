import { z } from 'zod';
import type { SubscriberFilter } from '../port/subscribers.ts';
import { pageQueryFields } from './page-query.schema.ts';

const channels = [
  'facebook',
  'instagram',
  'whatsapp_cloud',
  'whatsapp',
  'google',
  'telegram',
  'tiktok',
  'line',
  'viber',
  'vk',
  'wechat',
  'web',
  'apichat',
] as const;

const search = (what: string, example: string) =>
  z
    .string(`Give the ${what} as text.`)
    .optional()
    .meta({ description: `Search by ${what}: any part, in any letter case.`, examples: [example] });

const yesOrNo = (description: string, example: 'yes' | 'no') =>
  z
    .enum(['yes', 'no'], 'Say "yes" or "no", or leave it out.')
    .optional()
    .meta({ description, examples: [example] });

/** How far a search for subscribers can be paged through. */
export const subscriberPages = { limit: 100, pages: 1_000, isStrict: true };

/** The parameters that every search for subscribers has; `toSubscriberFilter` reads them. */
export const subscriberFilterFields = {
  ...pageQueryFields(subscriberPages),
  name: search('name', 'ada'),
  phone: search('phone number', '614'),
  email: search('e-mail address', 'ada@'),
  is_channel: z
    .enum(channels, `Give one of the channels: ${channels.join(', ')}.`)
    .optional()
    .meta({ description: 'The person came through this channel.', examples: ['whatsapp_cloud'] }),
  is_opt_in_email: yesOrNo('The person agreed to e-mail.', 'yes'),
  is_opt_in_sms: yesOrNo('The person agreed to SMS.', 'no'),
  is_interacted_in_last_24h: yesOrNo('The person did anything in the last 24 hours.', 'yes'),
  is_bot_interacted_in_last_24h: yesOrNo('The bot did anything in the last 24 hours.', 'no'),
  is_last_message_in_last_24h: yesOrNo('There was a message in the last 24 hours, whoever wrote it.', 'yes'),
};

const subscriberFilterSchema = z.object(subscriberFilterFields);

/** What the parameters ask for, in the chatbot's words. */
export function toSubscriberFilter(query: z.output<typeof subscriberFilterSchema>): SubscriberFilter {
  const { limit, page, name, phone, email } = query;
  return {
    limit,
    page,
    name,
    phone,
    email,
    channel: query.is_channel,
    optedInEmail: toBoolean(query.is_opt_in_email),
    optedInSms: toBoolean(query.is_opt_in_sms),
    interactedLately: toBoolean(query.is_interacted_in_last_24h),
    botInteractedLately: toBoolean(query.is_bot_interacted_in_last_24h),
    messagedLately: toBoolean(query.is_last_message_in_last_24h),
  };
}

function toBoolean(answer: 'yes' | 'no' | undefined): boolean | undefined {
  return answer === undefined ? undefined : answer === 'yes';
}
