import { writeNs } from '../../ns.ts';
import type { CarriedField, Subscriber } from '../../port/subscribers.ts';
import type { Tag } from '../../port/tags.ts';
import type { BotSubscriber } from './subscriber.entity.ts';

/** A subscriber's columns, as far as the port shows them. */
export type SubscriberRow = Pick<BotSubscriber, 'id' | 'bot' | (keyof Subscriber & keyof BotSubscriber)>;

/** What a subscriber carries in other tables. */
export interface Carried {
  tags: Tag[];
  fields: CarriedField[];
}

/** A subscriber's row as the port shows it. */
export function toSubscriber(row: SubscriberRow, { tags, fields }: Carried = { tags: [], fields: [] }): Subscriber {
  return {
    ns: writeNs(row.bot, 'u', row.id),
    name: row.name,
    firstName: row.firstName,
    lastName: row.lastName,
    email: row.email,
    phone: row.phone,
    gender: row.gender,
    image: row.image,
    channel: row.channel,
    userId: row.userId,
    language: row.language,
    locale: row.locale,
    status: row.status,
    subscribedAt: row.subscribedAt,
    unsubscribedAt: row.unsubscribedAt,
    optedInEmailAt: row.optedInEmailAt,
    optedInSmsAt: row.optedInSmsAt,
    optedInThrough: row.optedInThrough,
    lastSeenAt: row.lastSeenAt,
    lastInteractionAt: row.lastInteractionAt,
    lastMessageAt: row.lastMessageAt,
    lastMessageType: row.lastMessageType,
    tags,
    fields,
  };
}
