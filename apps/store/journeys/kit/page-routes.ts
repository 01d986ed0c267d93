import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { system } from './system.ts';

const routes = fileURLToPath(new URL('../../src/routes', import.meta.url));

/** Every page that there is, as SvelteKit names its route, read from the tree of routes: `/apps/[slug]`. */
export const pageRoutes: readonly string[] = readdirSync(routes, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('+page.svelte'))
  .map((path) => `/${path.replace(/\/?\+page\.svelte$/, '')}`)
  .sort();

/** What stands for the parameters of a route: an app of the journey's own, and things of the demo's owner. */
export interface Samples {
  slug: string;
  appId: string;
}

/** What stands for the parameters of a route that shows what the demo has. */
const demo: Readonly<Record<string, Record<string, string>>> = { '/collections/[slug]': { slug: 'for-online-shops' } };

/** An address of a route. A parameter without a sample of its own gets an id that there is not, for which a page of somebody's own asks to sign in first. */
export function pathOf(route: string, samples: Samples): string {
  const own: Record<string, string> = { ...samples, workspaceId: system.accounts.owner.workspaceId };
  const known = { ...own, ...demo[route] };
  return route.replaceAll(/\[([\w-]+)\]/g, (_whole, name: string) => known[name] ?? `${name}-0`);
}

/** Whether a page is for everybody, or asks to sign in first. Throws for one that answers a visitor with anything else. */
export async function isPublic(path: string): Promise<boolean> {
  const answer = await fetch(system.baseUrl + path, { redirect: 'manual' });
  await answer.body?.cancel();
  if (answer.status === 200) return true;
  const isSentOn = answer.status === 303 && answer.headers.get('location')?.startsWith('/sign-in?next=');
  if (isSentOn) return false;
  throw new Error(
    `${path} answers a visitor with ${answer.status}: neither a page for everybody, nor one to sign in for.`,
  );
}

/** States of public pages that the plain address does not show, by the route. */
export const furtherStates: Readonly<Record<string, readonly string[]>> = {
  '/': ['/?query=tags', '/?category=marketing', '/?query=zzzqqq&category=marketing', '/?sort=name'],
  '/apps/[slug]': ['/apps/tag-sync'],
};
