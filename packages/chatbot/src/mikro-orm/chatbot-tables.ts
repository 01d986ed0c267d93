import { Bot } from './bot.entity.ts';
import { BotMessage } from './message.entity.ts';
import { CreateChatbot } from './migrations/0001-create-chatbot.ts';
import { BotSubFlow } from './sub-flow.entity.ts';
import { BotSubscriber } from './subscriber.entity.ts';
import { BotTag } from './tag.entity.ts';

/** The PostgreSQL schema `chatbot`, as `@minimart/database` takes it. */
export const chatbotTables = {
  schema: 'chatbot',
  entities: [Bot, BotTag, BotSubFlow, BotSubscriber, BotMessage],
  migrations: [{ name: 'chatbot-0001-create', class: CreateChatbot }],
};
