import { randomBytes } from 'node:crypto';
import { demoContent, type DemoContent } from '@minimart/demo-seed';
import type { Services } from '../compose.ts';
import { ensureDemoUsers, type DemoUser } from '../seed/ensure-demo-users.ts';
import { isDemoSeeded, plantDemo } from '../seed/plant-demo.ts';
import { readDemoFile, writePrivateJson } from '../seed/demo-file.ts';

/**
 * Plants the demo once and keeps `<data dir>/demo.json` right: a second run finds everything as it is; a file that was lost is made anew
 * with new passwords and tokens, since the old ones are stored nowhere.
 */
export async function runSeed(services: Services): Promise<void> {
  const { config, inTransaction, accountsOf, tokensOf, logger } = services;
  if (config.receiverUrl === undefined) throw new Error('MINIMART_RECEIVER_URL must be set for the demo seed.');
  const content = demoContent({ receiverUrl: config.receiverUrl });
  const addresses = { baseUrl: config.baseUrl, receiverUrl: config.receiverUrl };
  const users = await ensureDemoUsers(services, [...content.accounts, ...content.developers]);
  if (!(await isDemoSeeded(services, content))) {
    await inTransaction((em) => plantDemo({ services, em, content, users }));
    logger.info({ apps: content.apps.length, workspaces: content.workspaces.length }, 'the demo is planted');
  }
  const kept = await readDemoFile(config.dataDir);
  if (kept !== undefined) {
    const accounts = withIds(kept['accounts'] as Record<string, object>, content, users);
    return writePrivateJson(config.dataDir, 'demo.json', { ...kept, ...addresses, accounts });
  }
  const { password: passwords, internalAdapter } = await services.auth.$context;
  const accounts: Record<string, object> = {};
  for (const { id, email } of content.accounts) {
    const user = users.get(email)!;
    const password = randomBytes(12).toString('base64url');
    await internalAdapter.updatePassword(user.id, await passwords.hash(password));
    const stored = accountsOf(services.em());
    const whole = { name: 'demo', scopes: null, expiresAt: null };
    const { plain: token } = await tokensOf(services.em()).make(user.id, whole);
    const memberships = await stored.workspacesOf(user.id);
    const first = content.workspaces.find(({ members }) => members.some(({ account }) => account === id));
    const workspaceId = memberships.find(({ name }) => name === first?.name)?.id;
    accounts[id] = { email, password, token, ...(workspaceId !== undefined && { workspaceId }) };
  }
  const named = withIds(accounts, content, users);
  await writePrivateJson(config.dataDir, 'demo.json', { ...addresses, accounts: named });
}

/** Accounts with the ids by which settings name them. */
function withIds(
  accounts: Record<string, object>,
  content: DemoContent,
  users: Map<string, DemoUser>,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(accounts).map(([name, account]) => {
      const email = content.accounts.find(({ id }) => id === name)?.email ?? '';
      return [name, { ...account, userId: users.get(email)?.id }];
    }),
  );
}
