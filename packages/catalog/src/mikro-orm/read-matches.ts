import type { EntityManager } from '@mikro-orm/postgresql';
import type { FacetRow } from '../count-facets.ts';
import type { FacetValues } from '../facets.ts';
import type { Trait } from '../search.ts';
import { all } from './condition.ts';
import type { Place, PlaceQuery } from './read-places.ts';

const mostTraits = 50;

/** An app that matches: what it is counted by, its place, and whether that is behind the page before. */
export interface Match extends Place, FacetValues {
  /** Bit n stands for the trait numbered n. */
  traits: bigint;
  isBeyond: boolean;
}

type Read = [
  appId: string,
  category: string,
  pricing: Match['pricing'],
  language: string,
  traits: string,
  sortKey: string,
  isBeyond: boolean,
];

/** What apps must be like, in which order they are read, and how many at most. */
interface MatchQuery extends Omit<PlaceQuery, 'limit'> {
  traits: readonly Trait[];
  most: number;
}

/**
 * Reads all apps that match, in their order, by one look into the index for what is counted and for what is shown; undefined where more than `most` match.
 * Apps that ask for the same scopes share one row of `scope_sets`, so traits are worked out for each set, not for each app.
 */
export async function readMatches(em: EntityManager, query: MatchQuery): Promise<Match[] | undefined> {
  const { conditions, traits, order, after, most } = query;
  if (traits.length > mostTraits) throw new Error(`A search counts ${mostTraits} traits at most.`);
  const bits = traits.flatMap(({ scopes }, place) => scopes.map((scope) => ({ scope, bits: 2 ** place })));
  const unproven = traits.reduce((sum, { isOfUnproven }, place) => (isOfUnproven ? sum + 2 ** place : sum), 0);
  const where = all(conditions);
  const { key, cast, shown, direction } = order;
  const isBeyond =
    after === undefined ? 'true' : `(m.key, m.app_id) ${direction === 'asc' ? '>' : '<'} (?::${cast}, ?)`;
  const [read] = await em.execute<{ found: number; matches: Read[] }[]>(
    `with found as materialized (
       select l.app_id, l.category, l.pricing, l.language, l.scope_set, l.developer_domain is null as is_unproven
       from catalog.listings l where ${where.sql} limit ?
     ), few as materialized (
       select * from found where (select count(*) from found) <= ?
     ), reached as materialized (
       select s.id, coalesce(bit_or(trait.bits), 0) as bits
       from (select distinct scope_set from few) asked_for
       join catalog.scope_sets s on s.id = asked_for.scope_set
       left join lateral unnest(s.scopes) as asked(scope) on true
       left join jsonb_to_recordset(?::jsonb) as trait(scope text, bits bigint) on trait.scope = asked.scope
       group by s.id
     ), m as materialized (
       select few.app_id, few.category, few.pricing, few.language,
         (reached.bits | case when few.is_unproven then ?::bigint else 0 end)::text as traits, ${key.sql} as key
       from few join reached on reached.id = few.scope_set join catalog.listings l on l.app_id = few.app_id
     )
     select (select count(*)::int from found) as found, (
         select coalesce(jsonb_agg(jsonb_build_array(m.app_id, m.category, m.pricing, m.language, m.traits, ${shown}, ${isBeyond})
           order by m.key ${direction}, m.app_id ${direction}), '[]') from m
       ) as matches`,
    [
      ...where.values,
      most + 1,
      most,
      JSON.stringify(bits),
      unproven,
      ...key.values,
      ...(after === undefined ? [] : [after.key, after.id]),
    ],
  );
  if (read!.found > most) return undefined;
  return read!.matches.map(([appId, category, pricing, language, has, sortKey, beyond]) => {
    return { appId, category, pricing, language, traits: BigInt(has), sortKey, isBeyond: beyond };
  });
}

/** How many of the matches are alike in what is counted. */
export function toRows(matches: readonly Match[]): FacetRow[] {
  const alike = Map.groupBy(
    matches,
    ({ category, pricing, language, traits }) => `${traits} ${language} ${pricing} ${category}`,
  );
  return [...alike.values()].map((each) => ({ ...each[0]!, count: each.length }));
}
