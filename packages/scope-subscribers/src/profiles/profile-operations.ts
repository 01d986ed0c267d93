import type { Chatbot } from '@minimart/chatbot';
import type { Operation } from '@minimart/scope-kit';

/** Who the people are. */
export const profileOperations: readonly Operation<Chatbot, 'subscribers:view' | 'subscribers:manage'>[] = [];
