import { setTimeout as wait } from 'node:timers/promises';
import { findApp } from './find-app.ts';
import type { Stage } from './scene.ts';

/** The page of a request that Tag Sync's server refused: in the demo it takes no token that begins with "wrong". */
export async function refusedDeliveryPath(stage: Stage): Promise<string> {
  const other = stage.account('otherOwner');
  const developers = stage.api(stage.account('developer'));
  const { id: appId } = await findApp(developers, 'tag-sync');
  const { data: listing } = await developers.GET('/v1/apps/{slug}', { params: { path: { slug: 'tag-sync' } } });
  const scopes = listing?.scopes.map(({ id }) => id) ?? [];
  await stage.api(other).POST('/v1/workspaces/{workspaceId}/installations', {
    params: { path: { workspaceId: other.workspaceId } },
    body: { app: 'tag-sync', scopes, authInputs: { crm_token: 'wrong', winner: 'crm' } },
  });
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await wait(100)) {
    const { data } = await developers.GET('/v1/developer/apps/{appId}/deliveries', {
      params: { path: { appId }, query: { status: 'refused' } },
    });
    const refused = data?.items[0];
    if (refused !== undefined) return `/developer/apps/${appId}/deliveries/${refused.id}`;
  }
  throw new Error('Tag Sync refused no request in 15 s.');
}
