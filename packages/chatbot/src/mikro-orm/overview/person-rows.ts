import { writeNs } from '../../ns.ts';
import type { Person, PersonLine } from '../../port/overview.ts';
import type { MediaType, Medium, MessageType } from '../../port/sending.ts';
import type { ChatStatus } from '../../port/subscribers.ts';

interface CommonRow {
  id: string;
  name: string;
  image: string | null;
  channel: string;
  status: ChatStatus;
  tags: string[];
}

/** A line of the list of people, as SQL answers it. */
export interface PersonLineRow extends CommonRow {
  last_type: MessageType | null;
  last_content: string | null;
  last_sent_at: string | null;
}

/** A person with all that hangs on them, as SQL answers it. */
export interface PersonRow extends CommonRow {
  email: string | null;
  phone: string | null;
  subscribed_at: string;
  unsubscribed_at: string | null;
  labels: string[];
  fields: { name: string; value: unknown }[];
  messages: {
    id: number;
    type: MessageType;
    medium: Medium;
    media_type: MediaType;
    content: string;
    installation_id: string | null;
    sent_at: string;
  }[];
}

/** A line as the port shows it. */
export function toPersonLine(row: PersonLineRow, bot: number): PersonLine {
  const { last_type: type, last_content: content, last_sent_at: sentAt } = row;
  const isSaid = type !== null && content !== null && sentAt !== null;
  return { ...toCommon(row, bot), lastMessage: isSaid ? { type, content, sentAt: new Date(sentAt) } : null };
}

/** A person as the port shows them. */
export function toPerson(row: PersonRow, bot: number): Person {
  return {
    ...toCommon(row, bot),
    email: row.email,
    phone: row.phone,
    labels: row.labels,
    fields: row.fields.map(({ name, value }) => {
      return { name, value: typeof value === 'string' ? value : JSON.stringify(value) };
    }),
    subscribedAt: new Date(row.subscribed_at),
    unsubscribedAt: row.unsubscribed_at === null ? null : new Date(row.unsubscribed_at),
    messages: row.messages.map(({ media_type: mediaType, installation_id: installationId, sent_at: at, ...said }) => {
      return { ...said, mediaType, installationId, sentAt: new Date(at) };
    }),
  };
}

function toCommon({ id, name, image, channel, status, tags }: CommonRow, bot: number) {
  return { ns: writeNs(bot, 'u', Number(id)), name, image, channel, status, tags };
}
