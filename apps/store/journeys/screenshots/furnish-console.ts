import type { ApiClient, Manifest } from '@minimart/api-client';
import { findApp } from './find-app.ts';
import type { Stage } from './scene.ts';

/**
 * Gives Tag Sync what a developer would see after some work: a version that is out for some, a draft that differs, links, and the
 * draft in the sandbox. Does so once in a demo; answers the app's id.
 */
export async function furnishConsole(stage: Stage): Promise<string> {
  const developers = stage.api(stage.account('developer'));
  const { id: appId, latestVersion } = await findApp(developers, 'tag-sync');
  if (latestVersion !== '1.1.0') return appId;
  const params = { path: { appId } };
  const { data } = await developers.GET('/v1/developer/apps/{appId}/versions', { params });
  if (data?.items[0]?.version !== '1.1.0') return appId;
  await saveDraft(developers, appId, (manifest) => ({
    ...manifest,
    summary: 'Keeps your tags, your labels and your CRM’s lists the same.',
    scopes: [
      ...(manifest.scopes ?? []),
      { id: 'labels:view', reason: 'To mirror the labels you sort people by.', optional: true },
    ],
  }));
  await publish(developers, appId);
  await saveDraft(developers, appId, ({ requests, ...manifest }) => ({
    ...manifest,
    requests: {
      ...requests,
      unsubscribe: { ...requests!.unsubscribe!, headers: { 'X-App-Version': '{{app_version}}' } },
    },
  }));
  await makeLinks(developers, appId);
  await tryDraft(stage, appId);
  return appId;
}

async function saveDraft(developers: ApiClient, appId: string, change: (manifest: Manifest) => Manifest) {
  const params = { path: { appId } };
  const { data } = await developers.GET('/v1/developer/apps/{appId}/manifest', { params });
  if (data === undefined) throw new Error('The draft of Tag Sync cannot be read.');
  const { error } = await developers.PUT('/v1/developer/apps/{appId}/manifest', {
    params: { ...params, header: { 'If-Match': '*' } },
    body: { manifest: { ...change(data.manifest) } },
  });
  if (error !== undefined) throw new Error(`The draft was refused: ${error.detail}`);
}

async function publish(developers: ApiClient, appId: string): Promise<void> {
  const { error } = await developers.POST('/v1/developer/apps/{appId}/versions', {
    params: { path: { appId } },
    body: { changelog: 'Labels are mirrored, too, for those who allow it.', percentage: 25 },
  });
  if (error !== undefined) throw new Error(`Publishing was refused: ${error.detail}`);
}

async function makeLinks(developers: ApiClient, appId: string): Promise<void> {
  const params = { path: { appId } };
  const ask = [
    { label: 'Spring fair', version: null, days: 30, cap: 100 },
    { label: 'Testers of labels', version: '1.2.0', days: 14, cap: 25 },
  ];
  const made = [];
  for (const body of ask) made.push(await developers.POST('/v1/developer/apps/{appId}/links', { params, body }));
  const linkId = made[0]?.data?.id;
  if (made.some(({ error }) => error !== undefined) || linkId === undefined) throw new Error('A link was refused.');
  await developers.DELETE('/v1/developer/apps/{appId}/links/{linkId}', { params: { path: { appId, linkId } } });
}

async function tryDraft(stage: Stage, appId: string): Promise<void> {
  const developers = stage.api(stage.account('developer'));
  const params = { path: { appId } };
  await developers.POST('/v1/developer/sandbox', {});
  const { data } = await developers.GET('/v1/developer/apps/{appId}/sandbox', { params });
  const draft = await developers.GET('/v1/developer/apps/{appId}/manifest', { params });
  if (!data?.workspace || draft.data === undefined) throw new Error('The sandbox is not open.');
  const { error } = await developers.POST('/v1/workspaces/{workspaceId}/installations', {
    params: { path: { workspaceId: data.workspace.id } },
    body: {
      app: appId,
      draft: true,
      scopes: draft.data.manifest.scopes?.map(({ id }) => id) ?? [],
      authInputs: { crm_token: 'crm_example', winner: 'crm' },
    },
  });
  if (error !== undefined) throw new Error(`The draft could not be installed: ${error.detail}`);
}
