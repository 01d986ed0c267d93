import type { Chatbot } from '@minimart/chatbot';
import type { Operation } from '@minimart/scope-kit';

/** What is done with the chat of one person. */
export const chatOperations: readonly Operation<Chatbot, 'subscribers:view' | 'subscribers:manage'>[] = [];
