import type { Chatbot } from '@minimart/chatbot';
import type { Operation } from '@minimart/scope-kit';

/** The labels, agents and groups of one person. */
export const labelOperations: readonly Operation<Chatbot, 'subscribers:view' | 'subscribers:manage'>[] = [];
