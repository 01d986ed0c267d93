import { randomBytes } from 'node:crypto';
import type { Services } from '../compose.ts';

/** A person of the demo as stored. */
export interface DemoUser {
  id: string;
  name: string;
}

/** Signs up the people who are not there yet, each with a password that nobody knows; answers all of them by e-mail address. */
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
    const user = found?.user ?? (await auth.api.signUpEmail({ body: { name, email, password } })).user;
    users.set(email, { id: user.id, name: user.name });
  }
  return users;
}
