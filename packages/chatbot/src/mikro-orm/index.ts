export { chatbotTables } from './chatbot-tables.ts';
export { createChatbot, type ChatbotOptions } from './create-chatbot.ts';
export { addSubFlows, addSubscribers, createBot, type BotInit, type NewBot } from './bots/create-bot.ts';
