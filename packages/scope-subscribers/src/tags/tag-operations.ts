import type { Chatbot } from '@minimart/chatbot';
import type { Operation } from '@minimart/scope-kit';

/** The tags of one person. */
export const tagOperations: readonly Operation<Chatbot, 'subscribers:view' | 'subscribers:manage'>[] = [];
