import type { Manifest } from '@minimart/api-client';
import { createApp, type JourneyApp } from './journey-app.ts';
import { openReceiver } from './open-receiver.ts';
import { apiAs, system } from './system.ts';
import { tagMirrorManifest, type TagMirror } from './tag-mirror.ts';

const developer = () => apiAs(system.accounts.developer.token);

/** Makes a draft like Tag Mirror, with changes; its requests go to a loopback address that nobody calls. */
export function newDraft(changes: Partial<Manifest> = {}): Promise<JourneyApp> {
  return createApp({ ...tagMirrorManifest('http://127.0.0.1:9'), ...changes });
}

/** A draft of Tag Mirror that is not published, with the developer's server behind it. */
export async function openDraftMirror(): Promise<TagMirror> {
  const server = await openReceiver();
  const app = await createApp(tagMirrorManifest(server.url));
  return { app, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** The draft as it is saved now. */
export async function readDraft(appId: string): Promise<Manifest> {
  const { data, error } = await developer().GET('/v1/developer/apps/{appId}/manifest', { params: { path: { appId } } });
  if (data === undefined) throw new Error(`The draft was refused: ${error.detail}`);
  return data.manifest;
}

/** Saves a change of the draft as somebody else would, meanwhile. */
export async function replaceDraft(appId: string, change: (manifest: Manifest) => Manifest): Promise<void> {
  const { error } = await developer().PUT('/v1/developer/apps/{appId}/manifest', {
    params: { path: { appId }, header: { 'If-Match': '*' } },
    body: { manifest: change(await readDraft(appId)) },
  });
  if (error !== undefined) throw new Error(`The draft was refused: ${JSON.stringify(error)}`);
}
