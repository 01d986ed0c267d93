import { randomBytes } from 'node:crypto';
import { keepSecret } from './known-secrets.ts';
import { apiAs, system } from './system.ts';

/** An app that belongs to one journey. */
export interface JourneyApp {
  id: string;
  slug: string;
  name: string;
  /** Signs its lifecycle requests. */
  signingSecret: string;
}

/** Creates an app as the demo's developer, under a slug of its own, as a draft only; throws with the answer when the API refuses it. */
export async function createApp(manifest: Record<string, unknown>): Promise<JourneyApp> {
  const slug = `journey-${randomBytes(5).toString('hex')}`;
  const { data, error } = await apiAs(system.accounts.developer.token).POST('/v1/developer/apps', {
    body: { manifest: { slug, ...manifest } },
  });
  if (data === undefined) throw new Error(`The manifest was refused: ${JSON.stringify(error)}`);
  const { id, name, signingSecret = '' } = data;
  return { id, slug: data.slug, name, signingSecret: keepSecret('a signing secret', signingSecret) };
}
