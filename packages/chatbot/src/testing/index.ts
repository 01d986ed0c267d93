export { useSampleChatbot, type SampleChatbot } from './use-sample-chatbot.ts';
