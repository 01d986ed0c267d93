import type { BotSeed } from '../bot-seed.ts';
import type { Chatbot, Message, SubFlow, Subscriber, Tag } from '../chatbot.ts';
import { notFound, refuse } from '../chatbot-error.ts';
import { chatbotLimits } from '../chatbot-limits.ts';
import { checkBotSeed } from '../check-seed.ts';
import { checkContent, checkName } from '../check-text.ts';
import { readNs, writeNs, type NsKind } from '../ns.ts';
import { checkListQuery, type ListQuery, type Page } from '../page.ts';

/** What a bot in memory is made of; time is the machine's without `now`. */
export interface MemoryChatbotInit extends BotSeed {
  /** The bot's number; 123 without it. */
  bot?: number;
  now?: () => Date;
}

/** A bot in memory that keeps every rule of the port. Its first tag, subscriber and sub flow are `f123t456`, `f123u456`, `f123s789`. */
export function createMemoryChatbot({ bot = 123, now = () => new Date(), ...init }: MemoryChatbotInit = {}): Chatbot {
  const seed = checkBotSeed(init);
  const next = { t: 456, u: 456, s: 789, m: 1 };
  const nextNs = (kind: NsKind) => writeNs(bot, kind, next[kind]++);
  const subFlows = seed.subFlows.map(({ name, steps }) => ({ ns: nextNs('s'), name, steps }));
  const conversations = new Map<string, Message[]>();
  const subscribers = seed.subscribers.map((each): Subscriber => {
    const { name, email = null, phone = null, subscribedAt = now() } = each;
    const ns = nextNs('u');
    const said = (each.conversation ?? []).map((message) => ({ ...message, id: next.m++, subFlowNs: null }));
    conversations.set(ns, said);
    return { ns, name, email, phone, subscribedAt };
  });
  let tags: Tag[] = seed.tags.map((name) => ({ ns: nextNs('t'), name }));

  function conversationOf(userNs: string): Message[] {
    const conversation = readNs(userNs, 'u', bot) === undefined ? undefined : conversations.get(userNs);
    if (!conversation) throw notFound('subscriber', userNs);
    return conversation;
  }

  function say(userNs: string, texts: readonly string[], subFlowNs: string | null = null): Message[] {
    const sentAt = now();
    const said = texts.map((content): Message => ({ id: next.m++, direction: 'out', content, subFlowNs, sentAt }));
    conversationOf(userNs).push(...said);
    return structuredClone(said);
  }

  function sendFound(userNs: string, wanted: string, found: (subFlow: SubFlow) => boolean): Message[] {
    conversationOf(userNs);
    const subFlow = subFlows.find(found);
    if (!subFlow) throw notFound('sub flow', wanted);
    return say(userNs, subFlow.steps, subFlow.ns);
  }

  function removeTag(wanted: string, kept: (tag: Tag) => boolean): void {
    const left = tags.filter(kept);
    if (left.length === tags.length) throw notFound('tag', wanted);
    tags = left;
  }

  return {
    listTags: async (query = {}) => pageOf(tags, query),
    listSubFlows: async (query = {}) =>
      pageOf(
        subFlows.map(({ ns, name }) => ({ ns, name })),
        query,
      ),
    listSubscribers: async (query = {}) => pageOf(subscribers, query),
    async createTag(wanted) {
      const name = checkName(wanted);
      const taken = tags.find((tag) => tag.name === name);
      if (taken) throw refuse('conflict', `There is a tag "${name}" already: ${taken.ns}.`);
      if (tags.length >= chatbotLimits.tags) {
        throw refuse('limit_reached', `A bot has at most ${chatbotLimits.tags} tags. Delete one first.`);
      }
      const tag = { ns: nextNs('t'), name };
      tags.push(tag);
      return { ...tag };
    },
    deleteTag: async (tagNs) => removeTag(tagNs, ({ ns }) => ns !== tagNs),
    async deleteTagByName(wanted) {
      const named = checkName(wanted);
      removeTag(wanted, ({ name }) => name !== named);
    },
    async conversation(userNs, limit = 100) {
      return structuredClone(conversationOf(userNs).slice(-checkListQuery({ limit }).limit));
    },
    async sendText(userNs, content) {
      const [message] = say(userNs, [checkContent(content)]);
      if (!message) throw new Error('A text is one message.');
      return message;
    },
    sendSubFlow: async (userNs, subFlowNs) => sendFound(userNs, subFlowNs, ({ ns }) => ns === subFlowNs),
    async sendSubFlowByName(userNs, wanted) {
      conversationOf(userNs);
      const named = checkName(wanted);
      return sendFound(userNs, wanted, ({ name }) => name === named);
    },
    async sendMainFlow(userNs) {
      conversationOf(userNs);
      if (seed.mainFlow.length === 0) throw refuse('not_found', 'This bot has no main flow yet.');
      return say(userNs, seed.mainFlow);
    },
  };
}

function pageOf<Item extends { name: string }>(all: readonly Item[], query: ListQuery): Page<Item> {
  const { limit, page, offset, name = '' } = checkListQuery(query);
  const found = all.filter((item) => item.name.toLowerCase().includes(name.toLowerCase()));
  return { items: structuredClone(found.slice(offset, offset + limit)), total: found.length, page, limit };
}
