import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import type { StoreApp } from '../approvals/find-app.ts';
import { parseDraft } from '../developer-apps/parse-draft.ts';

/**
 * The draft of one's own app, kept as it is now, to be installed into one's sandbox. Throws `not_found` for somebody else's, `draft_only_in_sandbox`
 * for another workspace, and what is wrong with the draft.
 */
export async function findDraft(
  services: Services,
  em: EntityManager,
  { appId, workspaceId, actor }: { appId: string; workspaceId: string; actor: Actor },
): Promise<StoreApp> {
  const catalog = services.catalogOf(em);
  const ref = { appId, ownerId: actor.userId };
  const { slug, ownerId, draft } = await catalog.appOf(ref);
  if ((await services.accountsOf(em).sandboxOf(actor.userId))?.id !== workspaceId) throw notThere();
  parseDraft(services, draft);
  const snapshot = await catalog.snapshotDraft(ref);
  return { id: appId, name: snapshot.manifest.name, listing: { ...snapshot, slug, ownerId, standing: 'hidden' } };
}

function notThere(): Refusal {
  const message = 'A draft is installed into your own sandbox alone. Publish it, or make a link, for other workspaces.';
  return new Refusal({
    code: 'draft_only_in_sandbox',
    detail: message,
    errors: [{ path: 'draft', message }],
  });
}
