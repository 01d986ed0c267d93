import { categories } from '@minimart/app-manifest';
import type { FacetCount, Price } from '@minimart/catalog';
import { Refusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { assetUrl } from '../assets/asset-url.ts';
import { presentCards } from './present-listing.ts';
import { searchPageSchema, searchQuerySchema, suggestionsSchema, suggestQuerySchema } from './search-schemas.ts';
import { riskyTrait, searchTraits, unprovenTrait } from './search-traits.ts';
import { suggestCategories } from './suggest-categories.ts';

const labels = new Map<string, string>(categories.map(({ id, label }) => [id, label]));
const labelled = (counts: readonly FacetCount[]) =>
  counts.map(({ id, count }) => ({ id, label: labels.get(id) ?? id, count }));

const mostSuggestions = 8;

/** Finding apps in the store. */
export function searchRoutes(services: Services): Route[] {
  const { catalogOf, readStore, registry, registryIn } = services;
  const common = { method: 'get', tag: 'Store', access: 'public', shared: true } as const;
  const searchApps = defineRoute({
    ...common,
    id: 'searchApps',
    tokenScope: 'not-needed',
    path: '/v1/apps',
    translated: true,
    summary: 'Search the store.',
    query: searchQuerySchema,
    answer: searchPageSchema,
    async handle({ query: { without: scopes = [], risk, developer, ...search }, language }) {
      if (scopes.length > mostLeftOut) throw tooManyScopes();
      const words = registryIn(language);
      const traits = searchTraits(registry, scopes);
      const without = [
        ...scopes,
        ...(risk === 'low' ? [riskyTrait] : []),
        ...(developer === 'verified' ? [unprovenTrait] : []),
      ];
      const sort = search.sort ?? ((search.query ?? '').trim() === '' ? 'name' : 'relevance');
      const [found, items] = await readStore(async (from) => {
        const result = await catalogOf(from()).search({ ...search, sort, traits, without });
        return [result, await presentCards({ ...services, em: from }, result.items)] as const;
      });
      const counts = new Map(found.traits.map(({ id, count }) => [id, count]));
      const { nextCursor, total, isMore, correctedQuery, instead } = found;
      return {
        body: {
          items,
          nextCursor,
          total,
          isMore,
          categories: labelled(found.categories),
          prices: found.prices.map(({ id, count }) => ({ id: id as Price, count })),
          languages: found.languages,
          verifiedDevelopers: counts.get(unprovenTrait) ?? null,
          lowRisk: counts.get(riskyTrait) ?? null,
          without: traits.flatMap(({ id }) => {
            const scope = words.scope(id);
            if (scope === undefined) return [];
            const { cannot, group, risk: weight } = scope;
            return [
              { scope: id, cannot, group, risk: weight, count: counts.get(id) ?? null, isLeftOut: scopes.includes(id) },
            ];
          }),
          correctedQuery,
          instead: instead && { ...instead, categories: labelled(instead.categories) },
        },
      };
    },
  });
  const suggestApps = defineRoute({
    ...common,
    id: 'suggestApps',
    tokenScope: 'not-needed',
    path: '/v1/apps/suggest',
    summary:
      'What somebody who is typing may mean: names of apps, and categories. Ask when typing rests, not for each letter.',
    query: suggestQuerySchema,
    answer: suggestionsSchema,
    async handle({ query: { query } }) {
      const near = suggestCategories(query);
      const found = await readStore((from) => catalogOf(from()).suggest(query, mostSuggestions - near.length));
      const apps = found.map(({ slug, name, logo }) => ({ slug, name, logoUrl: assetUrl(logo ?? undefined) }));
      return { body: { apps, categories: near }, headers: { 'cache-control': 'public, max-age=60' } };
    },
  });
  // Before the listing of an app: no app can have the slug `suggest`.
  return [searchApps, suggestApps];
}

const mostLeftOut = 20;

function tooManyScopes(): Refusal {
  const message = `Leave ${mostLeftOut} scopes out at most.`;
  return new Refusal({ code: 'invalid_request', detail: message, errors: [{ path: 'query.without', message }] });
}
