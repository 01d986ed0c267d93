import { notFound, refuse } from '../../chatbot-error.ts';
import { checkText } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery } from '../../page.ts';
import type { ChatMessage, ChatQuery, Chats } from '../../port/chats.ts';
import type { MessageType, Recipient } from '../../port/sending.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { lookUpRecipient } from '../sending/find-recipient.ts';
import { BotMessage } from '../sending/message.entity.ts';
import { toMessage } from '../sending/say.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const monthMs = 31 * 24 * 3_600_000;

/** The chats of a bot on PostgreSQL. */
export function createChats(scope: BotScope): Chats {
  const change = async (userNs: string, values: Partial<Pick<BotSubscriber, 'botPausedUntil' | 'status'>>) => {
    const changed = await scope.em.nativeUpdate(BotSubscriber, await scope.at('u', userNs), values);
    if (changed === 0) throw notFound('subscriber', userNs);
  };
  return {
    messages: (of, query = {}) => readMessages(scope, of, query),
    async messagesByMids(mids) {
      const bot = await scope.botId();
      const wanted = mids.map((mid) => checkText(mid));
      // By the mids first: a subquery over all subscribers of a large bot would be walked instead.
      const rows = await scope.em.find(BotMessage, { mid: { $in: wanted } }, { ...asStored, orderBy: { id: 'asc' } });
      const owners = await scope.em.find(
        BotSubscriber,
        { id: { $in: [...new Set(rows.map(({ subscriber }) => subscriber))] }, bot },
        { ...asStored, fields: ['id'] },
      );
      const own = new Set(owners.map(({ id }) => id));
      return rows.filter(({ subscriber }) => own.has(subscriber)).map((row) => toChatMessage(row, bot));
    },
    pauseBot: (userNs, minutes) =>
      change(userNs, { botPausedUntil: new Date(scope.now().getTime() + minutes * 60_000) }),
    resumeBot: (userNs) => change(userNs, { botPausedUntil: null }),
    moveTo: (userNs, status) => change(userNs, { status }),
  };
}

async function readMessages(scope: BotScope, of: Recipient, query: ChatQuery): Promise<ChatMessage[]> {
  const { include = {}, mediaType, from, to } = query;
  const { limit } = checkListQuery({ limit: query.limit ?? 100 });
  const oldest = new Date(scope.now().getTime() - monthMs);
  if ((from && from < oldest) || (to && to < oldest))
    throw refuse('invalid_input', 'Messages can be read for the last 31 days. Give later times.');
  const person = await lookUpRecipient(scope, of);
  if (!person) throw notFound('subscriber', 'ns' in of ? of.ns : of.userId);
  const types: MessageType[] = ['in', 'agent'];
  if (include.bot) types.push('out');
  if (include.notes) types.push('note');
  if (include.system) types.push('system');
  const where = {
    subscriber: person.id,
    type: { $in: types },
    sentAt: { $gte: from ?? oldest, ...(to && { $lte: to }) },
    ...(mediaType && { mediaType }),
  };
  const latest = await scope.em.find(BotMessage, where, { ...asStored, orderBy: { id: 'desc' }, limit });
  return latest.reverse().map((row) => toChatMessage(row, person.bot));
}

function toChatMessage(row: BotMessage, bot: number): ChatMessage {
  return { ...toMessage(row, bot), userNs: writeNs(bot, 'u', row.subscriber) };
}
