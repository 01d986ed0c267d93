import type { Chatbot } from '@minimart/chatbot';
import type { Operation } from '@minimart/scope-kit';

/** What is stored about one person. */
export const fieldOperations: readonly Operation<Chatbot, 'subscribers:view' | 'subscribers:manage'>[] = [];
