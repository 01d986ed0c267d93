import type { Chatbot, Message } from '../chatbot.ts';
import { notFound, refuse } from '../chatbot-error.ts';
import { checkContent, checkName } from '../check-text.ts';
import { writeNs } from '../ns.ts';
import { checkListQuery } from '../page.ts';
import { Bot } from './bot.entity.ts';
import { asStored, type BotScope } from './bot-scope.ts';
import { insertEach } from './insert-each.ts';
import { BotMessage } from './message.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';
import { BotSubscriber } from './subscriber.entity.ts';

/** The sending and reading calls of a bot. */
type Conversations = Pick<Chatbot, 'conversation' | 'sendText' | 'sendSubFlow' | 'sendSubFlowByName' | 'sendMainFlow'>;

/** What is said to a bot's subscribers, recorded in PostgreSQL. */
export function createBotConversations(scope: BotScope, now: () => Date): Conversations {
  return {
    conversation: async (userNs, limit = 100) => readConversation(scope, userNs, limit),
    async sendText(userNs, content) {
      const said = checkContent(content);
      const [message] = await say(scope, {
        subscriber: await findSubscriber(scope, userNs),
        texts: [said],
        sentAt: now(),
      });
      if (!message) throw new Error('A text is one message.');
      return message;
    },
    async sendSubFlow(userNs, subFlowNs) {
      const subscriber = await findSubscriber(scope, userNs);
      const subFlow = await scope.em.findOne(BotSubFlow, await scope.at('s', subFlowNs), asStored);
      if (!subFlow) throw notFound('sub flow', subFlowNs);
      return say(scope, { subscriber, texts: subFlow.steps, subFlow: subFlow.id, sentAt: now() });
    },
    async sendSubFlowByName(userNs, name) {
      const subscriber = await findSubscriber(scope, userNs);
      const subFlow = await scope.em.findOne(BotSubFlow, { bot: await scope.botId(), name: checkName(name) }, asStored);
      if (!subFlow) throw notFound('sub flow', name);
      return say(scope, { subscriber, texts: subFlow.steps, subFlow: subFlow.id, sentAt: now() });
    },
    async sendMainFlow(userNs) {
      const subscriber = await findSubscriber(scope, userNs);
      const { mainFlow } = await scope.em.findOneOrFail(Bot, { id: await scope.botId() }, asStored);
      if (mainFlow.length === 0) throw refuse('not_found', 'This bot has no main flow yet.');
      return say(scope, { subscriber, texts: mainFlow, sentAt: now() });
    },
  };
}

async function findSubscriber(scope: BotScope, userNs: string): Promise<number> {
  const found = await scope.em.findOne(BotSubscriber, await scope.at('u', userNs), { ...asStored, fields: ['id'] });
  if (!found) throw notFound('subscriber', userNs);
  return found.id;
}

async function readConversation(scope: BotScope, userNs: string, wanted: number): Promise<Message[]> {
  const { limit } = checkListQuery({ limit: wanted });
  const bot = await scope.botId();
  const subscriber = await findSubscriber(scope, userNs);
  const latest = await scope.em.find(BotMessage, { subscriber }, { ...asStored, orderBy: { id: 'desc' }, limit });
  return latest.reverse().map((row) => toMessage(row, bot));
}

interface Saying {
  subscriber: number;
  texts: readonly string[];
  subFlow?: number | null;
  sentAt: Date;
}

async function say(scope: BotScope, { subscriber, texts, subFlow = null, sentAt }: Saying): Promise<Message[]> {
  const rows = texts.map((content) => ({ subscriber, subFlow, direction: 'out' as const, content, sentAt }));
  const ids = await scope.em.transactional((tx) => insertEach(tx, BotMessage, rows));
  const bot = await scope.botId();
  return rows.map((row, index) => toMessage({ ...row, id: ids[index] ?? 0 }, bot));
}

type MessageRow = Pick<BotMessage, 'id' | 'direction' | 'content' | 'subFlow' | 'sentAt'>;

function toMessage({ id, direction, content, subFlow, sentAt }: MessageRow, bot: number): Message {
  return { id, direction, content, subFlowNs: subFlow === null ? null : writeNs(bot, 's', subFlow), sentAt };
}
