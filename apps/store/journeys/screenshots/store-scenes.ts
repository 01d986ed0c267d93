import { installDemoApps } from '../kit/install-demo-apps.ts';
import type { Scene, Stage } from './scene.ts';

/** The pages of visitors and owners, after some of the demo's apps are installed for its owner. */
export async function storeScenes(stage: Stage): Promise<Scene[]> {
  const { workspaceId } = stage.account('owner');
  await installDemoApps(stage.api(stage.account('owner')), workspaceId);
  return [
    { name: 'store', path: '/' },
    { name: 'listing', path: '/apps/tag-sync' },
    { name: 'consent', path: `/apps/table-time/install?workspace=${workspaceId}`, as: 'owner' },
    { name: 'installed', path: `/workspaces/${workspaceId}/apps`, as: 'owner' },
    { name: 'key', path: await keyPath(stage), as: 'owner' },
    { name: 'bot', path: `/workspaces/${workspaceId}/bot`, as: 'owner' },
  ];
}

/** The page of a key that was replaced a moment ago, so that it has something to tell. */
async function keyPath(stage: Stage): Promise<string> {
  const owner = stage.account('owner');
  const { workspaceId } = owner;
  const api = stage.api(owner);
  const { data } = await api.GET('/v1/workspaces/{workspaceId}/installations', { params: { path: { workspaceId } } });
  const installation = data?.items.find(({ app, status }) => app.slug === 'tag-sync' && status === 'active');
  if (installation === undefined) throw new Error('Tag Sync is not installed.');
  await api.POST('/v1/workspaces/{workspaceId}/installations/{installationId}/rotate-key', {
    params: { path: { workspaceId, installationId: installation.id } },
    body: { overlapHours: 24 },
  });
  return `/workspaces/${workspaceId}/apps/${installation.id}/key`;
}
