import type { ApiClient } from '@minimart/api-client';

// Night Desk's server answers 503 in the demo: one app that is still being set up.
const slugs = ['night-desk', 'tag-sync', 'welcome-mat', 'tag-toolbox'];
const answered = new Set(slugs.slice(1));

/**
 * Installs some of the demo's own apps unless they are there, since a workspace without any shows little, and waits up to 15 s until
 * all whose server answers are active.
 */
export async function installDemoApps(api: ApiClient, workspaceId: string): Promise<void> {
  const params = { path: { workspaceId } };
  const list = await api.GET('/v1/workspaces/{workspaceId}/installations', { params });
  const there = new Set(list.data?.items.filter(({ status }) => status !== 'uninstalled').map(({ app }) => app.slug));
  for (const slug of slugs) {
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
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await wait(100)) {
    const { data } = await api.GET('/v1/workspaces/{workspaceId}/installations', { params });
    const active = data?.items.filter(({ app, status }) => answered.has(app.slug) && status === 'active') ?? [];
    if (active.length >= answered.size) return;
  }
  throw new Error('The apps of the demo are still being set up after 15 s.');
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Input = { type: string; options?: { value: string }[] | null };
function exampleOf({ type, options }: Input): string | number | boolean {
  if (type === 'number') return 1;
  return type === 'checkbox' || (options?.[0]?.value ?? 'example-value');
}
