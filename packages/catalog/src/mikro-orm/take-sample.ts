import type { EntityManager } from '@mikro-orm/postgresql';
import { toTsQuery, toTsQueryParts } from '../to-words.ts';
import { all, has, type Condition } from './condition.ts';
import { levelOf, topLevel } from './levels.ts';

/** How many apps of the sample, the first ones by their ids, have the words. */
export interface Sample {
  /** How many have all of them. */
  among: number;
  /** How many have each word, in the order of the words. */
  each: number[];
  /** How many of each level of relevance the filters leave, the least relevant first. */
  levels: number[];
}

/** Of a search without words. */
export const noSample: Sample = { among: 0, each: [], levels: [] };

/** How many apps are looked at. */
export const sampled = 200;

/** Looks at a few apps, to tell what would be many without looking for all of them. */
export async function takeSample(
  em: EntityManager,
  { words, plain }: { words: readonly string[]; plain: string },
  filters: readonly Condition[],
): Promise<Sample> {
  const found = has('l.words', toTsQuery(words));
  const each = toTsQueryParts(words).map((part) => has('l.words', part));
  const level = levelOf({ words, plain });
  const left = all(filters);
  const [sample] = await em.execute<Sample[]>(
    `with l as materialized (select * from catalog.listings order by app_id limit ${sampled}),
     matching as (select ${level.sql} as level, ${left.sql} as is_left from l where ${found.sql})
     select (select count(*)::int from matching) as among,
       (select jsonb_build_array(${each.map(({ sql }) => `count(*) filter (where ${sql})`).join(', ')}) from l) as each,
       (select jsonb_agg((select count(*) from matching where level = wanted and is_left) order by wanted)
        from generate_series(0, ${topLevel}) as wanted) as levels`,
    [...level.values, ...left.values, ...found.values, ...each.flatMap(({ values }) => values)],
  );
  return sample!;
}
