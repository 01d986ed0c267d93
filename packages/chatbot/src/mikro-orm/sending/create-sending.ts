import { nanoid } from 'nanoid';
import { notFound, refuse } from '../../chatbot-error.ts';
import { checkContent, checkName } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery } from '../../page.ts';
import type { Message, Sending } from '../../port/sending.ts';
import { Bot } from '../bots/bot.entity.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { insertEach } from '../bots/insert-each.ts';
import { BotNode } from '../flows/node.entity.ts';
import { BotSubFlow } from '../flows/sub-flow.entity.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { blankMessage } from './blank-message.ts';
import { BotMessage } from './message.entity.ts';

/** What is said to a bot's subscribers, recorded in PostgreSQL. */
export function createSending(scope: BotScope): Sending {
  return {
    conversation: async (userNs, limit = 100) => readConversation(scope, userNs, limit),
    async sendText(userNs, text) {
      const content = checkContent(text);
      const [message] = await say(scope, await findSubscriber(scope, userNs), [{ content }]);
      if (!message) throw new Error('A text is one message.');
      return message;
    },
    async sendSubFlow(userNs, subFlowNs) {
      const subscriber = await findSubscriber(scope, userNs);
      const subFlow = await scope.em.findOne(BotSubFlow, await scope.at('s', subFlowNs), asStored);
      if (!subFlow) throw notFound('sub flow', subFlowNs);
      return say(scope, subscriber, await nodesOf(scope, subFlow.id));
    },
    async sendSubFlowByName(userNs, name) {
      const subscriber = await findSubscriber(scope, userNs);
      const subFlow = await scope.em.findOne(BotSubFlow, { bot: await scope.botId(), name: checkName(name) }, asStored);
      if (!subFlow) throw notFound('sub flow', name);
      return say(scope, subscriber, await nodesOf(scope, subFlow.id));
    },
    async sendMainFlow(userNs) {
      const subscriber = await findSubscriber(scope, userNs);
      const { mainFlow } = await scope.em.findOneOrFail(Bot, { id: await scope.botId() }, asStored);
      if (mainFlow.length === 0) throw refuse('not_found', 'This bot has no main flow yet.');
      return say(
        scope,
        subscriber,
        mainFlow.map((content) => ({ content })),
      );
    },
  };
}

async function readConversation(scope: BotScope, userNs: string, wanted: number): Promise<Message[]> {
  const { limit } = checkListQuery({ limit: wanted });
  const bot = await scope.botId();
  const subscriber = await findSubscriber(scope, userNs);
  const latest = await scope.em.find(BotMessage, { subscriber }, { ...asStored, orderBy: { id: 'desc' }, limit });
  return latest.reverse().map((row) => toMessage(row, bot));
}

/** What is to be said, and the node that says it. */
interface Saying {
  content: string;
  subFlow?: number;
  node?: number;
}

async function nodesOf({ em }: BotScope, subFlow: number): Promise<Saying[]> {
  const nodes = await em.find(BotNode, { subFlow }, { ...asStored, orderBy: { position: 'asc' } });
  return nodes.map(({ id, content }) => ({ content, subFlow, node: id }));
}

async function say(scope: BotScope, subscriber: number, sayings: readonly Saying[]): Promise<Message[]> {
  const sentAt = scope.now();
  const rows = sayings.map(({ content, subFlow = null, node = null }) => {
    return { ...blankMessage, subscriber, subFlow, node, type: 'out' as const, content, mid: nanoid(), sentAt };
  });
  const ids = await scope.em.transactional((tx) => insertEach(tx, BotMessage, rows));
  const bot = await scope.botId();
  return rows.map((row, index) => toMessage({ ...row, id: ids[index] ?? 0 }, bot));
}

type MessageRow = Pick<BotMessage, 'id' | 'type' | 'content' | 'subFlow' | 'sentAt'>;

function toMessage({ id, type, content, subFlow, sentAt }: MessageRow, bot: number): Message {
  return { id, type, content, subFlowNs: subFlow === null ? null : writeNs(bot, 's', subFlow), sentAt };
}
