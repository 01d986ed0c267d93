import type { ApiClient } from '@minimart/api-client';

/** One of the developer's apps, by its slug; throws when there is none. */
export async function findApp(developers: ApiClient, slug: string) {
  const { data } = await developers.GET('/v1/developer/apps');
  const app = data?.items.find((each) => each.slug === slug);
  if (app === undefined) throw new Error(`The demo's developer has no app ${slug}.`);
  return app;
}
