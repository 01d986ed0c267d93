export { chatbotTables } from './chatbot-tables.ts';
export { createChatbot } from './create-chatbot.ts';
export { addSubFlows, addSubscribers, createBot, type BotInit, type NewBot } from './create-bot.ts';
