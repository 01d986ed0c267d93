export { BroadcastRunner, type BroadcastRunnerOptions } from './broadcasts/broadcast-runner.ts';
export { cancelBroadcasts, type Cancelling } from './broadcasts/cancel-broadcasts.ts';
export { chatbotTables } from './chatbot-tables.ts';
export { createChatbot } from './create-chatbot.ts';
export type { ChatbotOptions } from './bots/bot-scope.ts';
export { furnishBot, type Furnishing } from './bots/furnish-bot.ts';
export { addSubFlows, addSubscribers, createBot, removeBot, type BotInit, type NewBot } from './bots/create-bot.ts';
