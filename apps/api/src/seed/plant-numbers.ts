import { randomBytes } from 'node:crypto';
import type { AuthInput } from '@minimart/app-manifest';
import type { Listing } from '@minimart/catalog';
import type { DemoInstall, DemoNumbers } from '@minimart/demo-seed';
import { installApp, settleInstallations, uninstallApp, type InstallPorts } from '@minimart/installs';
import { addDays, toDay, type HashedView, type ViewStep } from '@minimart/numbers';
import { createNumbersStore, createViewStore } from '@minimart/numbers/mikro-orm';
import { createId } from '@minimart/tokens';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';
import { plantDemoReview } from './plant-demo-review.ts';

interface NumbersPlanting {
  services: Services;
  em: EntityManager;
}

const hour = 3_600_000;
const visitorBytes = 16;

/** Makes what an app has seen before the demo began: by the use cases themselves, with their clock set back, so that the numbers are counted as any. */
export async function plantNumbers(
  { services, em }: NumbersPlanting,
  { app, visitors, installs }: DemoNumbers,
): Promise<void> {
  const listing = await services.catalogOf(em).listing(app);
  if (listing === undefined) throw new Error(`The demo has no app ${app}.`);
  const counted = visitors.flatMap(({ daysAgo, views, consents }) => [
    ...viewsOn({ appId: listing.appId, daysAgo, step: 'views' }, views),
    ...viewsOn({ appId: listing.appId, daysAgo, step: 'consents' }, consents),
  ]);
  await createViewStore(() => em).addViews(counted);
  for (const install of installs) await plantInstall({ services, em }, listing, install);
}

function viewsOn({ daysAgo, ...of }: { appId: string; daysAgo: number; step: ViewStep }, count: number): HashedView[] {
  const day = addDays(toDay(new Date()), -daysAgo);
  return Array.from({ length: count }, () => ({ ...of, day, visitor: randomBytes(visitorBytes) }));
}

async function plantInstall(
  { services, em }: NumbersPlanting,
  { appId, ownerId }: Pick<Listing, 'appId' | 'ownerId'>,
  { workspace, daysAgo, hoursToActive, left, review }: DemoInstall,
): Promise<void> {
  const { id: workspaceId } = await services.accountsOf(em).createWorkspace(workspace);
  let now = new Date(Date.now() - daysAgo * 24 * hour);
  const ports = { ...services.installPortsOf(em), outbox: quietOutbox, clock: { now: () => now } };
  const app = await appAsOf(services, em, { appId, now });
  const scopes = app.manifest.scopes.filter(({ optional }) => !optional).map(({ id }) => id);
  const authInputs = fillIn(app.manifest.authInputs);
  const { installation } = await installApp(ports, { workspaceId, userId: 'demo', app, scopes, authInputs });
  now = new Date(now.getTime() + (hoursToActive ?? 0) * hour + 2_000);
  await settle(ports, installation.delivery?.id, { subject: installation.id, isTaken: hoursToActive !== undefined });
  const reviewer = { workspaceId, workspaceName: workspace, appId, ownerId };
  if (review !== undefined) await plantDemoReview({ services, em }, reviewer, review);
  if (left === undefined) return;
  now = new Date(Math.max(now.getTime(), Date.now() - left.daysAgo * 24 * hour) + hour);
  const ended = await uninstallApp(ports, { workspaceId, installationId: installation.id });
  const word = { installationId: installation.id, appId, saidAt: now, reason: left.reason, note: left.note ?? null };
  await createNumbersStore(em).addWord(word);
  now = new Date(now.getTime() + 2_000);
  if (ended.delivery?.topic === 'unsubscribe')
    await settle(ports, ended.delivery.id, { subject: installation.id, topic: 'unsubscribe', isTaken: true });
}

/** What somebody may have entered: what has to be, and has no value yet. */
function fillIn(inputs: readonly AuthInput[]): Record<string, string> {
  const open = inputs.filter((input) => input.required && input.default === undefined);
  return Object.fromEntries(
    open.map((input) => [input.name, input.options?.[0]?.value ?? randomBytes(12).toString('base64url')]),
  );
}

/** The version that was in the store then. */
async function appAsOf({ catalogOf }: Services, em: EntityManager, { appId, now }: { appId: string; now: Date }) {
  const versions = await catalogOf(em).versionsOf(appId);
  const { version, manifest } = versions.find(({ publishedAt }) => publishedAt <= now) ?? versions.at(-1)!;
  return { id: appId, version, manifest };
}

/** Those requests were answered long ago: nothing is sent for them now. */
const quietOutbox: InstallPorts['outbox'] = {
  enqueue: async () => ({ id: createId('msg') }),
  cancel: async () => 0,
};

async function settle(
  ports: InstallPorts,
  id: string | undefined,
  { subject, topic = 'subscribe', isTaken }: { subject: string; topic?: 'subscribe' | 'unsubscribe'; isTaken: boolean },
): Promise<void> {
  if (id === undefined) return;
  const answer = isTaken
    ? { status: 'delivered' as const, statusCode: 200, message: null }
    : { status: 'refused' as const, statusCode: 422, message: 'The CRM token was not accepted.' };
  await settleInstallations(ports, [{ id, topic, subject, ...answer, nextAttemptAt: null, attempt: 1 }]);
}
