import { manifestSchema } from '@minimart/app-manifest';
import { installApp } from '@minimart/installs';
import type { Services } from '../compose.ts';

/** The agents of the sample bot, as the accounts know them. */
const people = [
  { id: 'usr_grace', name: 'Grace Hopper', email: 'grace@example.com', role: 'owner' },
  { id: 'usr_alan', name: 'Alan Turing', email: 'alan@example.com', role: 'member' },
] as const;

/** Puts the store around the sample bot: its agents work in the workspace, Grace owns it, and the app numbered 7 takes an `api_key`. */
export async function plantSampleStore(
  { inTransaction, accountsOf, catalogOf, installPortsOf }: Services,
  workspaceId: string,
): Promise<void> {
  const [grace] = people;
  await inTransaction(async (em) => {
    for (const { id, name, email, role } of people) {
      const sql = `insert into accounts."user" (id, name, email, "emailVerified") values (?, ?, ?, true)`;
      await em.execute(sql, [id, name, email]);
      await accountsOf(em).addMember(workspaceId, id, role);
    }
    const manifest = manifestSchema.parse({
      name: 'Tag Sync',
      slug: 'tag-sync',
      summary: 'Keeps your tags and your CRM the same.',
      authInputs: [{ name: 'api_key', type: 'string', title: 'API key', secret: true }],
    });
    const { id } = await catalogOf(em).createApp({ ownerId: grace.id, manifest });
    const { version } = await catalogOf(em).publish({ appId: id, ownerId: grace.id }, { changelog: '' });
    const app = { id, version, manifest };
    const { installation } = await installApp(installPortsOf(em), { workspaceId, userId: grace.id, app, scopes: [] });
    await em.execute('update chatbot.installed_app_numbers set installation_id = ? where id = 7', [installation.id]);
  });
}
