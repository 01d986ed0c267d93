import { randomBytes, randomUUID } from 'node:crypto';
import { accountsTables, addPerson, createAccounts, createAuth, createTokens } from '@minimart/accounts/mikro-orm';
import { chatbotTables, createBot } from '@minimart/chatbot/mikro-orm';
import { createOrm } from '@minimart/database';
import pg from 'pg';
import type { SoakReceiver } from './open-receiver.ts';
import type { SoakSystem } from './open-system.ts';

/** A person who signs in with a password, and calls with a token. */
export interface Person {
  email: string;
  password: string;
  token: string;
}

/** Who and what the traffic is about. */
export interface Estate {
  developer: Person;
  /** Each with a workspace and an address of theirs. */
  owners: (Person & { workspaceId: string; address: string })[];
  apps: { id: string; slug: string }[];
}

const slugs = ['tea-tags', 'leaf-lists', 'cup-counts', 'pot-posts'];

/** Makes them: people and workspaces in the database, where no call makes them, and apps by the API. */
export async function plant(system: SoakSystem, receivers: readonly SoakReceiver[], owners: number): Promise<Estate> {
  const people = await plantPeople(system.databaseUrl, system.baseUrl, owners);
  const apps = [];
  for (const [index, slug] of slugs.entries()) {
    const receiver = receivers[index % receivers.length]!;
    const made = await post(`${system.baseUrl}/v1/developer/apps`, people.developer, {
      manifest: manifestOf(slug, receiver.url),
    });
    receiver.secrets.set(slug, made.signingSecret!);
    await post(`${system.baseUrl}/v1/developer/apps/${made.id}/versions`, people.developer, {});
    apps.push({ id: made.id!, slug });
  }
  return { ...people, apps };
}

/** What each app asks for: to read tags, and with leave to change them. */
export function manifestOf(slug: string, receiverUrl: string, note = 'Mirrors tags.') {
  const run = '{{auth.run}}';
  return {
    name: `Soak ${slug}`,
    slug,
    summary: 'Keeps your tags and your lists the same.',
    description: note,
    category: 'marketing',
    scopes: [
      { id: 'flow-tags:view', reason: 'To read the tags we mirror.' },
      { id: 'flow-tags:manage', reason: 'To add the tags you lack.', optional: true },
    ],
    authInputs: [{ name: 'run', type: 'string', title: 'Run', required: true }],
    requests: {
      subscribe: {
        method: 'POST',
        url: `${receiverUrl}/${slug}/come`,
        body: { json: { run, key: '{{api_key}}' } },
      },
      unsubscribe: { method: 'POST', url: `${receiverUrl}/${slug}/gone`, body: { json: { run } } },
    },
  };
}

async function plantPeople(databaseUrl: string, baseUrl: string, count: number) {
  const orm = await createOrm({ url: databaseUrl, tables: [accountsTables, chatbotTables] });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, options: '-c search_path=accounts' });
  const auth = createAuth({ pool, baseUrl, secret: randomBytes(32).toString('hex'), limitSignIn: false });
  const clock = { now: () => new Date() };
  const accounts = createAccounts(orm.em.fork(), { clock });
  const person = async (name: string): Promise<Person & { userId: string }> => {
    const [email, password] = [`${name}-${randomUUID()}@example.com`, randomBytes(12).toString('base64url')];
    const { id } = await addPerson(auth, { name, email, password });
    const tokens = createTokens(orm.em.fork(), { clock });
    const { plain } = await tokens.make(id, { name: 'soak', scopes: null, expiresAt: null });
    return { email, password, userId: id, token: plain };
  };
  try {
    const developer = await person('developer');
    const owners = [];
    for (let index = 0; index < count; index += 1) {
      const owner = await person('owner');
      const { id: workspaceId } = await accounts.createWorkspace('Tea House');
      await accounts.addMember(workspaceId, owner.userId, 'owner');
      await createBot(orm.em.fork(), { workspaceId, name: 'Tea bot', tags: ['VIP'] });
      owners.push({ ...owner, workspaceId, address: `10.5.${index}.1` });
    }
    return { developer, owners };
  } finally {
    await Promise.all([orm.close(true), pool.end()]);
  }
}

async function post(url: string, { token }: Person, body: object) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { id?: string; signingSecret?: string };
}
