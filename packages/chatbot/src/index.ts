export type { Chatbot, Message, SubFlow, Subscriber, Tag } from './chatbot.ts';
export type { ListQuery, Page } from './page.ts';
export { chatbotErrorCodes, type ChatbotErrorCode } from './chatbot-error.ts';
export { chatbotLimits } from './chatbot-limits.ts';
export type { BotSeed, SubFlowSeed, SubscriberSeed } from './bot-seed.ts';
