import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll } from 'vitest';
import type { Chatbot } from '../chatbot.ts';
import { chatbotTables } from '../mikro-orm/chatbot-tables.ts';
import type { ChatbotOptions } from '../mikro-orm/bots/bot-scope.ts';
import { createChatbot } from '../mikro-orm/create-chatbot.ts';
import { plantSample, sampleWorkspaces } from './plant-sample.ts';
import { sampleSurroundings } from './sample-surroundings.ts';

/** A small bot on PostgreSQL on which the ids of the platform API's documentation work: `f123t456`, `f123u456`, `f123s789`. */
export interface SampleChatbot {
  /** Runs `work` with the sample as it was planted; whatever it changes is rolled back afterwards. */
  withHost<Value>(work: (host: Chatbot, beside: Beside) => Promise<Value>, options?: ChatbotOptions): Promise<Value>;
}

/** What is there beside the sample bot, in the same transaction. */
export interface Beside {
  /** Another workspace's bot, `f124`, with one of everything: `f124t9001`, `f124u9001`, ... */
  other: Chatbot;
  em: EntityManager;
}

/** Gives a test file a sample bot in a database of its own. Call it once, at the top. */
export function useSampleChatbot(): SampleChatbot {
  let db: TestDatabase | undefined;
  beforeAll(async () => {
    db = await createTestDatabase(chatbotTables);
    await plantSample(db.em());
  });
  afterAll(() => db?.[Symbol.asyncDispose]());
  return {
    async withHost(work, options) {
      if (!db) throw new Error('The sample bot is there once the tests run, not while they are collected.');
      const em = db.em();
      await em.begin();
      try {
        const other = createChatbot(em, sampleWorkspaces.other, options);
        const own = createChatbot(em, sampleWorkspaces.own, { ...sampleSurroundings, ...options });
        return await work(own, { other, em });
      } finally {
        await em.rollback();
      }
    },
  };
}
