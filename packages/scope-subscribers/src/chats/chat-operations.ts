import { chatMessages } from './chat-messages.ts';
import { chatMessagesByMids } from './chat-messages-by-mids.ts';
import { moveChatTo } from './move-chat-to.ts';
import { pauseBot } from './pause-bot.ts';
import { resumeBot } from './resume-bot.ts';

/** What is done with the chat of one person. */
export const chatOperations = [chatMessages, chatMessagesByMids, pauseBot, resumeBot, moveChatTo] as const;
