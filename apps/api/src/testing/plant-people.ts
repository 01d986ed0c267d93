import { randomBytes } from 'node:crypto';
import { addPerson } from '@minimart/accounts/mikro-orm';
import { createBot } from '@minimart/chatbot/mikro-orm';
import type { Services } from '../compose.ts';

/** A person with an account and a personal access token. */
export interface TestPerson {
  userId: string;
  token: string;
  email: string;
  password: string;
}

/** What no call of the API makes yet: people with tokens, and workspaces with members by their role. */
export interface Planting {
  /** All have one password, unless it is given: to hash one takes a tenth of a second. */
  person(name: string, password?: string): Promise<TestPerson>;
  workspace(members: Record<string, TestPerson>): Promise<string>;
  /** Gives a workspace the bot that platform calls act on, with the tag VIP. */
  bot(workspaceId: string): Promise<void>;
}

const commonPassword = randomBytes(12).toString('base64url');
let commonHash: Promise<string> | undefined;

/** Plants them straight into the database of these services. */
export function plantPeople(services: Services): Planting {
  return {
    async person(name, password = commonPassword) {
      const email = `${name}-${randomBytes(4).toString('hex')}@example.com`;
      const hash = async () => (await services.auth.$context).password.hash(password);
      const passwordHash = await (password === commonPassword ? (commonHash ??= hash()) : hash());
      const { id } = await addPerson(services.auth, { name, email, passwordHash });
      const whole = { name: 'test', scopes: null, expiresAt: null };
      const { plain: token } = await services.tokensOf(services.em()).make(id, whole);
      return { userId: id, token, email, password };
    },
    async workspace(members) {
      const accounts = services.accountsOf(services.em());
      const { id } = await accounts.createWorkspace('Tea House');
      for (const [role, { userId }] of Object.entries(members)) await accounts.addMember(id, userId, role as 'owner');
      return id;
    },
    async bot(workspaceId) {
      await createBot(services.em(), { workspaceId, name: 'Tea bot', tags: ['VIP'] });
    },
  };
}
