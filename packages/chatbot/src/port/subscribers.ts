import type { ListQuery, Page } from '../page.ts';
import type { FieldType } from './fields.ts';
import type { Tag } from './tags.ts';

/** Where a subscriber's chat stands for the team. */
export type ChatStatus = 'open' | 'pending' | 'spam' | 'done';

/** What may be known of a subscriber's gender. */
export type Gender = 'male' | 'female';

/** A subscriber's value of a user field, written as text. */
export interface CarriedField {
  /** `f123v345` */
  ns: string;
  name: string;
  type: FieldType;
  description: string | null;
  value: string;
}

/** A person who talks with the bot. */
export interface Subscriber {
  /** `f123u456` */
  ns: string;
  name: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  gender: Gender | null;
  image: string | null;
  channel: string;
  /** Who they are on their channel. */
  userId: string | null;
  language: string | null;
  locale: string | null;
  status: ChatStatus;
  subscribedAt: Date;
  unsubscribedAt: Date | null;
  optedInEmailAt: Date | null;
  optedInSmsAt: Date | null;
  /** How they came to be a subscriber. */
  optedInThrough: string | null;
  lastSeenAt: Date | null;
  lastInteractionAt: Date | null;
  lastMessageAt: Date | null;
  lastMessageType: string | null;
  tags: Tag[];
  /** Only the fields that hold a value. */
  fields: CarriedField[];
}

/** What a subscriber search asks for; a subscriber is found who meets all of it. Texts match in any part and letter case. */
export interface SubscriberFilter extends ListQuery {
  phone?: string | undefined;
  email?: string | undefined;
  channel?: string | undefined;
  optedInEmail?: boolean | undefined;
  optedInSms?: boolean | undefined;
  /** Whether the person did anything in the last 24 hours. */
  interactedLately?: boolean | undefined;
  /** Whether the bot did. */
  botInteractedLately?: boolean | undefined;
  /** Whether there was a message, whoever wrote it. */
  messagedLately?: boolean | undefined;
  segmentNs?: string | undefined;
  tagNs?: string | undefined;
  labelId?: number | undefined;
  eventNs?: string | undefined;
  /** A user field, and the value it holds, written as text. */
  field?: { ns: string; value: string } | undefined;
}

/** Who a person is. An empty text stands for nothing; without a name, the first and last name make one. */
export interface Profile {
  name?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  gender?: Gender | '' | undefined;
  image?: string | undefined;
}

/** A person to be added; a tag that the bot does not have is passed over, and so is an empty value. */
export interface NewSubscriber extends Profile {
  tags?: readonly string[] | undefined;
  fields?: readonly { ns: string; value: unknown }[] | undefined;
}

/** Tags of the bot, by id or by name. */
export type WantedTags = { ns: readonly string[] } | { names: readonly string[] };

/** Where a person may be written to besides the chat. */
export type ConsentTo = 'email' | 'sms';

/** A bot's subscribers. */
export interface Subscribers {
  /** In the order they came. Refuses ids this bot does not have (`not_found`) and a value that its field cannot hold (`invalid_input`). */
  search(filter?: SubscriberFilter): Promise<Page<Subscriber>>;
  find(userNs: string): Promise<Subscriber>;
  findByUserId(userId: string): Promise<Subscriber>;
  /** Needs an e-mail address or a phone number. Refuses when somebody has both the same already (`conflict`). */
  create(person: NewSubscriber): Promise<Subscriber>;
  /** All of them or, when one is refused, none. */
  createMany(people: readonly NewSubscriber[]): Promise<void>;
  /** Changes what is given. Refuses as `create` does. */
  update(userNs: string, changes: Profile): Promise<Subscriber>;
  /** With the conversation and all that is stored about the person. */
  delete(userNs: string): Promise<void>;
  /** Starts anew after an end; a person who is subscribed stays so since the first time. */
  subscribe(userNs: string): Promise<void>;
  unsubscribe(userNs: string): Promise<void>;
  /** Records consent, once: the time of the first stays. */
  optIn(userNs: string, to: ConsentTo): Promise<void>;
  optOut(userNs: string, of: ConsentTo): Promise<void>;
  /** All of the tags or, when the bot lacks one (`not_found`), none. */
  addTags(userNs: string, tags: WantedTags): Promise<void>;
  removeTags(userNs: string, tags: WantedTags): Promise<void>;
}
