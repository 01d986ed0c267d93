import type { JourneyApp } from './journey-app.ts';
import { apiAs, system } from './system.ts';

/** Publishes another version of a journey's app, with what changes of its manifest; answers its number. */
export async function publishVersion(
  { id, slug }: JourneyApp,
  manifest: Record<string, unknown>,
  release: { changelog?: string; percentage?: number } = {},
): Promise<string> {
  const developer = apiAs(system.accounts.developer.token);
  const path = { appId: id };
  const saved = await developer.PUT('/v1/developer/apps/{appId}/manifest', {
    params: { path, header: { 'If-Match': '*' } },
    body: { manifest: { ...manifest, slug } },
  });
  if (saved.data === undefined) throw new Error(`The manifest was refused: ${JSON.stringify(saved.error)}`);
  const published = await developer.POST('/v1/developer/apps/{appId}/versions', {
    params: { path },
    body: { changelog: 'It can do more.', percentage: 100, ...release },
  });
  if (published.data === undefined) throw new Error(`Publishing was refused: ${JSON.stringify(published.error)}`);
  return published.data.version;
}
