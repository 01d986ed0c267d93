import { createBot } from '@minimart/chatbot/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What a host platform gives a workspace to begin with, in the transaction of `em`. Another host gives its own. */
export interface WorkspaceHost {
  furnish(em: EntityManager, workspace: { id: string; name: string }): Promise<void>;
}

/** The reference host gives it an empty bot, so that what is installed has something to act on. */
export const chatbotWorkspace: WorkspaceHost = {
  async furnish(em, { id, name }) {
    await createBot(em, { workspaceId: id, name });
  },
};
