import { createApp, type JourneyApp } from './journey-app.ts';
import { apiAs, system } from './system.ts';

/** Publishes an app under a slug of its own, as the demo's developer; throws with the answer when the API refuses it. */
export async function publishApp(manifest: Record<string, unknown>): Promise<JourneyApp> {
  const app = await createApp(manifest);
  const { data, error } = await apiAs(system.accounts.developer.token).POST('/v1/developer/apps/{appId}/versions', {
    params: { path: { appId: app.id } },
    body: { changelog: 'The first one.' },
  });
  if (data === undefined) throw new Error(`Publishing was refused: ${JSON.stringify(error)}`);
  return app;
}
