import { randomBytes } from 'node:crypto';
import { addPerson } from '@minimart/accounts/mikro-orm';
import type { Services } from '../compose.ts';

/** A person of the demo as stored. */
export interface DemoUser {
  id: string;
  name: string;
}

/**
 * Gives those an account who have none yet, each with a password that nobody knows; answers all of them by e-mail address. Their addresses count as verified:
 * nobody reads their mails.
 */
export async function ensureDemoUsers(
  { auth }: Services,
  people: readonly { name: string; email: string }[],
): Promise<Map<string, DemoUser>> {
  const { internalAdapter } = await auth.$context;
  const users = new Map<string, DemoUser>();
  for (const { name, email } of people) {
    if (users.has(email)) continue;
    const found = await internalAdapter.findUserByEmail(email);
    const password = randomBytes(24).toString('base64url');
    const user = found?.user ?? (await addPerson(auth, { name, email, password }));
    if (found?.user.emailVerified === false) await internalAdapter.updateUser(user.id, { emailVerified: true });
    users.set(email, { id: user.id, name: user.name });
  }
  return users;
}
