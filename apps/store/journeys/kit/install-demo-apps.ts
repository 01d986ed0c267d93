import type { ApiClient } from '@minimart/api-client';

/** Installs some of the demo's own apps, whose receiver answers, unless they are there: a workspace without any shows little. */
export async function installDemoApps(api: ApiClient, workspaceId: string): Promise<void> {
  const params = { path: { workspaceId } };
  const list = await api.GET('/v1/workspaces/{workspaceId}/installations', { params });
  const there = new Set(list.data?.items.filter(({ status }) => status !== 'uninstalled').map(({ app }) => app.slug));
  for (const slug of ['tag-sync', 'welcome-mat', 'tag-toolbox', 'parcel-ping']) {
    if (there.has(slug)) continue;
    const { data: listing } = await api.GET('/v1/apps/{slug}', { params: { path: { slug } } });
    if (listing === undefined) throw new Error(`The demo has no app ${slug}.`);
    const authInputs = Object.fromEntries(
      listing.authInputs.filter(({ required }) => required).map((input) => [input.name, exampleOf(input)]),
    );
    const scopes = listing.scopes.map(({ id }) => id);
    const answer = await api.POST('/v1/workspaces/{workspaceId}/installations', {
      params,
      body: { app: slug, scopes, authInputs },
    });
    if (answer.error) throw new Error(`${slug} could not be installed: ${answer.error.detail}`);
  }
}

type Input = { type: string; options?: { value: string }[] | null };
function exampleOf({ type, options }: Input): string | number | boolean {
  if (type === 'number') return 1;
  return type === 'checkbox' || (options?.[0]?.value ?? 'example-value');
}
