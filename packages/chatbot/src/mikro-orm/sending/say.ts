import { writeNs } from '../../ns.ts';
import type { MediaType, Medium, Message, MessageType } from '../../port/sending.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { insertEach } from '../bots/insert-each.ts';
import { holdSubFlows } from '../flows/hold-sub-flows.ts';
import { lockSubscriber } from '../subscribers/lock-subscriber.ts';
import type { Addressee } from './find-recipient.ts';
import { BotMessage } from './message.entity.ts';

/** What is to be said, and the node that says it. */
export interface Saying {
  content: string;
  subFlow?: number;
  node?: number;
  medium?: Medium;
  mediaType?: MediaType;
  payload?: Record<string, unknown> | null;
  type?: MessageType;
}

/** Hands messages to the channel and records them in order, all or none; answers what was recorded. */
export async function say(scope: BotScope, to: Addressee, sayings: readonly Saying[]): Promise<Message[]> {
  const sentAt = scope.now();
  return inTransaction(scope, async (inside) => {
    const { em: tx } = inside;
    await lockSubscriber(inside, writeNs(to.bot, 'u', to.id));
    await holdSubFlows(
      tx,
      to.bot,
      sayings.flatMap(({ subFlow }) => subFlow ?? []),
    );
    const rows = [];
    for (const saying of sayings) {
      const { medium = 'chat', mediaType = 'text', payload = null, content } = saying;
      const { channel, userId, email, phone } = to;
      const userNs = writeNs(to.bot, 'u', to.id);
      const { mid } = await scope.channel.deliver({
        userNs,
        channel,
        userId,
        email,
        phone,
        medium,
        mediaType,
        content,
        payload,
      });
      const { subFlow = null, node = null, type = 'out' } = saying;
      const installationId = scope.installationId ?? null;
      rows.push({
        subscriber: to.id,
        subFlow,
        node,
        agent: null,
        installationId,
        type,
        medium,
        mediaType,
        content,
        payload,
        mid,
        sentAt,
      });
    }
    const ids = await insertEach(tx, BotMessage, rows);
    const last = rows.at(-1);
    if (last)
      await tx.execute(
        `update chatbot.subscribers
         set last_message_at = ?::timestamptz, last_bot_interaction_at = ?::timestamptz, last_message_type = ? where id = ?`,
        [sentAt.toISOString(), sentAt.toISOString(), last.mediaType, to.id],
      );
    return rows.map((row, index) => toMessage({ ...row, id: ids[index] ?? 0 }, to.bot));
  });
}

type MessageRow = Pick<
  BotMessage,
  'id' | 'mid' | 'type' | 'medium' | 'mediaType' | 'content' | 'payload' | 'subFlow' | 'sentAt'
>;

/** A message's row as the port shows it. */
export function toMessage({ subFlow, ...row }: MessageRow, bot: number): Message {
  const { id, mid, type, medium, mediaType, content, payload, sentAt } = row;
  const subFlowNs = subFlow === null ? null : writeNs(bot, 's', subFlow);
  return { id, mid, type, medium, mediaType, content, payload, subFlowNs, sentAt };
}
