export type { Chatbot, Message, SubFlow, Subscriber, Tag } from './chatbot.ts';
export type { ListQuery, Page } from './page.ts';
export { chatbotErrorCodes, type ChatbotErrorCode } from './chatbot-error.ts';
export { chatbotLimits } from './chatbot-limits.ts';
export type { BotSeed, SubFlowSeed, SubscriberSeed } from './bot-seed.ts';
export { listQuerySchema } from './platform-api/list-query.schema.ts';
export { ok, okSchema } from './platform-api/ok.schema.ts';
export { pageFields, toPageFields } from './platform-api/page-fields.schema.ts';
export { userNsSchema } from './platform-api/user-ns.schema.ts';
