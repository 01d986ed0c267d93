import { categoriesBeginning, categoryLabel } from '#lib/listing/category-label.ts';
import { toTyped } from '#lib/listing/read-store-filter.ts';
import { storePath } from '#lib/listing/store-path.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { m } from '@minimart/messages';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What the search box may offer while somebody types, for the page's script: categories, then apps, each with the page it leads to. */
export const GET: RequestHandler = async (event) => {
  const query = toTyped(event.url.searchParams.get('query'));
  if (query === '') return json([]);
  const answer = toAnswer(await apiOf(event).GET('/v1/apps/suggest', { params: { query: { query } } }));
  if (!answer.ok) return json([], { status: answer.status });
  const { categories, apps } = answer.data;
  // The API knows categories by their English names.
  const named = new Map([
    ...categoriesBeginning(query).map((id) => [id, categoryLabel(id)] as const),
    ...categories.map(({ id, label }) => [id, categoryLabel(id, label)] as const),
  ]);
  const items = [
    ...[...named].slice(0, 2).map(([id, label]) => ({
      label,
      note: m.search_is_category(),
      href: storePath({ category: id }),
    })),
    ...apps.map(({ slug, name }) => ({ label: name, note: m.search_is_app(), href: `/apps/${slug}` })),
  ];
  return json(items, { headers: { 'cache-control': 'public, max-age=60', vary: 'cookie, accept-language' } });
};
