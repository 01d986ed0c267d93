import { createBot, furnishBot, removeBot } from '@minimart/chatbot/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sampleBot, sampleFurnishing } from './sample-bot.ts';

/** What a host platform puts into a developer's sandbox, in the transaction of `em`. Another host gives its own. */
export interface SandboxHost {
  /** Fills a new workspace with data to try things on. */
  furnish(em: EntityManager, workspaceId: string): Promise<void>;
  /** Takes away all data of a workspace, whatever was made of it. */
  clear(em: EntityManager, workspaceId: string): Promise<void>;
}

/** The sandbox of the reference host: a bot with tags, flows and people who have written to it. */
export const chatbotSandbox: SandboxHost = {
  async furnish(em, workspaceId) {
    await createBot(em, { workspaceId, ...sampleBot(new Date()) });
    await furnishBot(em, workspaceId, sampleFurnishing);
  },
  clear: (em, workspaceId) => removeBot(em, workspaceId),
};
