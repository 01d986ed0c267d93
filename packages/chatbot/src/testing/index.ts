export { createMemoryChatbot, type MemoryChatbotInit } from './create-memory-chatbot.ts';
export { createSampleChatbot } from './create-sample-chatbot.ts';
export { describeChatbot, type MakeChatbot } from './describe-chatbot.ts';
