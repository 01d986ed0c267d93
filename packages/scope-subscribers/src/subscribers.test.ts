import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createScopeRegistry } from '@minimart/scope-kit';
import { describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { subscribers } from './subscribers.ts';

describeScopePlugin(subscribers, useSampleChatbot());

test('viewing reads, and everything else needs managing, which brings viewing', () => {
  for (const { id, method, scope } of subscribers.operations) {
    const isRead = method === 'get' || id === 'flowBotUserChatMessagesByMids';
    expect(scope, id).toBe(isRead ? 'subscribers:view' : 'subscribers:manage');
  }
  const registry = createScopeRegistry([subscribers]);
  expect(registry.expand(['subscribers:manage'])).toContain('subscribers:view');
});
