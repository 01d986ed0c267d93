import { randomBytes } from 'node:crypto';
import { keepSecret } from './known-secrets.ts';
import { apiAs, system } from './system.ts';

/** An app in the store that belongs to one journey. */
export interface JourneyApp {
  id: string;
  slug: string;
  name: string;
  /** Signs its lifecycle requests. */
  signingSecret: string;
}

/** Publishes an app under a slug of its own, as the demo's developer; throws with the answer when the API refuses it. */
export async function publishApp(manifest: Record<string, unknown>): Promise<JourneyApp> {
  const developer = apiAs(system.accounts.developer.token);
  const slug = `journey-${randomBytes(5).toString('hex')}`;
  const created = await developer.POST('/v1/developer/apps', { body: { manifest: { slug, ...manifest } } });
  if (created.data === undefined) throw new Error(`The manifest was refused: ${JSON.stringify(created.error)}`);
  const { id, signingSecret = '' } = created.data;
  const published = await developer.POST('/v1/developer/apps/{appId}/versions', {
    params: { path: { appId: id } },
    body: { changelog: 'The first one.' },
  });
  if (published.data === undefined) throw new Error(`Publishing was refused: ${JSON.stringify(published.error)}`);
  return { id, slug, name: String(manifest['name']), signingSecret: keepSecret('a signing secret', signingSecret) };
}
