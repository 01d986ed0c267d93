import { refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkContent, checkText } from '../../check-text.ts';
import { checkListQuery } from '../../page.ts';
import type { Message, Sending } from '../../port/sending.ts';
import { Bot } from '../bots/bot.entity.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { findRecipient } from './find-recipient.ts';
import { sayingsFromNode, sayingsOfSubFlow } from './find-nodes.ts';
import { BotMessage } from './message.entity.ts';
import { say, toMessage } from './say.ts';
import { sendContent } from './send-content.ts';
import { findOrAddRecipient, sayingOfTemplate } from './send-template.ts';

/** What is said to a bot's subscribers, recorded in PostgreSQL and handed to the channel. */
export function createSending(scope: BotScope): Sending {
  return {
    conversation: async (userNs, limit = 100) => readConversation(scope, userNs, limit),
    async text(to, text) {
      const content = checkContent(text);
      return say(scope, await findRecipient(scope, to), [{ content }]);
    },
    async email(to, { subject = '', content: text }) {
      const content = checkContent(text);
      if (checkText(subject).length > chatbotLimits.subjectLength)
        throw refuse('invalid_input', `A subject has at most ${chatbotLimits.subjectLength} characters.`);
      const payload = { subject };
      return say(scope, await findRecipient(scope, to, 'email'), [{ content, medium: 'email', payload }]);
    },
    async sms(to, text) {
      const content = checkContent(text);
      return say(scope, await findRecipient(scope, to, 'sms'), [{ content, medium: 'sms' }]);
    },
    async template(to, template, ifNobody) {
      const saying = sayingOfTemplate(template);
      return inTransaction(scope, async (inside) => {
        const recipient = await findOrAddRecipient(inside, to, { medium: template.medium, ifNobody });
        return say(inside, recipient, [saying]);
      });
    },
    content: async (to, content) => sendContent(scope, await findRecipient(scope, to), content),
    async subFlow(to, subFlow) {
      const recipient = await findRecipient(scope, to);
      return say(scope, recipient, await sayingsOfSubFlow(scope, subFlow));
    },
    async node(to, nodeNs) {
      const recipient = await findRecipient(scope, to);
      return say(scope, recipient, await sayingsFromNode(scope, nodeNs));
    },
    async mainFlow(to) {
      const recipient = await findRecipient(scope, to);
      const { mainFlow } = await scope.em.findOneOrFail(Bot, { id: await scope.botId() }, asStored);
      if (mainFlow.length === 0) throw refuse('not_found', 'This bot has no main flow yet.');
      const sayings = mainFlow.map((content) => ({ content }));
      return say(scope, recipient, sayings);
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
