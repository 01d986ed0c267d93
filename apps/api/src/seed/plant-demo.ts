import type { Manifest } from '@minimart/app-manifest';
import { plantPicture } from './plant-picture.ts';
import { createCatalog } from '@minimart/catalog/mikro-orm';
import { createBot, furnishBot } from '@minimart/chatbot/mikro-orm';
import type { DemoApp, DemoContent, DemoRelease, DemoWorkspace } from '@minimart/demo-seed';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';
import { parseDraft } from '../features/developer-apps/parse-draft.ts';
import { writePrivateJson } from './demo-file.ts';
import type { DemoUser } from './ensure-demo-users.ts';
import { plantNumbers } from './plant-numbers.ts';

/** What planting needs: the services, one transaction, the content, and its people by e-mail address. */
export interface Planting {
  services: Services;
  em: EntityManager;
  content: DemoContent;
  users: Map<string, DemoUser>;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const ago = (ms: number) => new Date(Date.now() - ms);

/** Whether the demo's first app is in the catalogue; it is planted with everything else in one transaction. */
export async function isDemoSeeded({ catalogOf, em }: Services, { apps }: DemoContent): Promise<boolean> {
  const [first] = apps;
  return first !== undefined && (await catalogOf(em()).listing(first.manifest.slug)) !== undefined;
}

/** Writes workspaces, bots and apps in the given transaction, and the apps' signing secrets for the demo's receiver. */
export async function plantDemo(planting: Planting): Promise<void> {
  const { services, content } = planting;
  for (const workspace of content.workspaces) await plantWorkspace(planting, workspace);
  const signingSecrets: Record<string, string> = {};
  for (const app of content.apps) signingSecrets[app.manifest.slug] = await plantApp(planting, app);
  await services.catalogOf(planting.em).replaceCollections(content.collections, '*');
  for (const numbers of content.numbers) await plantNumbers(planting, numbers);
  await writePrivateJson(services.config.dataDir, 'receiver-secrets.json', signingSecrets);
}

async function plantWorkspace(
  { services, em, content, users }: Planting,
  { name, members, bot }: DemoWorkspace,
): Promise<void> {
  const accounts = services.accountsOf(em);
  const { id: workspaceId } = await accounts.createWorkspace(name);
  for (const { account, role } of members) {
    const { email } = content.accounts.find(({ id }) => id === account)!;
    await accounts.addMember(workspaceId, users.get(email)!.id, role);
  }
  await createBot(em, {
    workspaceId,
    name: bot.name,
    mainFlow: [`Hello, this is ${bot.name}. How can we help?`],
    tags: bot.tags,
    subFlows: bot.subFlows,
    subscribers: bot.subscribers.map(({ name: person, conversation }) => ({
      name: person,
      conversation: conversation.map(({ from, text, minutesAgo }) => ({
        type: from === 'subscriber' ? ('in' as const) : ('out' as const),
        content: text,
        sentAt: ago(minutesAgo * minute),
      })),
    })),
  });
  await furnishBot(em, workspaceId, bot.furnishing);
}

async function plantApp(
  { services, em, content, users }: Planting,
  { developer, manifest, releases, art }: DemoApp,
): Promise<string> {
  const { email } = content.developers.find(({ id }) => id === developer)!;
  const ownerId = users.get(email)!.id;
  const catalog = services.catalogOf(em);
  const put = (svg: string) => plantPicture(services, em, svg);
  const screenshots = [];
  for (const { svg, alt } of art.screenshots) screenshots.push({ image: await put(svg), alt });
  const pictures = { logo: await put(art.logo), cover: await put(art.cover), screenshots };
  const final = parseDraft(services, { ...manifest, ...pictures });
  const app = await catalog.createApp({ ownerId, manifest: final });
  for (const [index, release] of releases.entries()) {
    const draft = asOfRelease(final, releases.slice(index + 1));
    const dated = createCatalog(em, { clock: { now: () => ago(release.daysAgo * day) } });
    await dated.replaceDraft({ appId: app.id, ownerId }, draft, '*');
    await dated.publish({ appId: app.id, ownerId }, release);
  }
  const { signingSecret } = await services.outboxOf(em).openEndpoint({ id: app.id });
  return signingSecret;
}

/** Earlier releases said less: each lacks one more of the description's last paragraphs, and what later ones changed of the scopes. */
function asOfRelease(manifest: Manifest, later: DemoRelease[]): Manifest {
  const paragraphs = manifest.description.split('\n\n');
  const brought = new Set<string>(later.flatMap(({ brings = [] }) => brings));
  const freed = new Set<string>(later.flatMap(({ frees = [] }) => frees));
  return {
    ...manifest,
    description: paragraphs.slice(0, Math.max(1, paragraphs.length - later.length)).join('\n\n'),
    scopes: manifest.scopes
      .filter(({ id }) => !brought.has(id))
      .map((scope) => (freed.has(scope.id) ? { ...scope, optional: false } : scope)),
  };
}
