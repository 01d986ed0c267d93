import type { Chatbot } from '../chatbot.ts';
import { createMemoryChatbot } from './create-memory-chatbot.ts';

/** A small bot in memory on which the ids of the platform API's documentation work: `f123t456`, `f123u456`, `f123s789`. */
export function createSampleChatbot(): Chatbot {
  return createMemoryChatbot({
    mainFlow: ['Hello! How can we help you today?'],
    tags: ['Newsletter', 'Trial'],
    subFlows: [{ name: 'Welcome', steps: ['Welcome aboard!', 'Here is how to begin.'] }],
    subscribers: [{ name: 'Ada Lovelace', email: 'ada@example.com' }],
  });
}
