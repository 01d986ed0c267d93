import { prices, type Choices } from '../facets.ts';
import type { Trait } from '../search.ts';
import { toStoredText } from './to-stored-text.ts';

/** What an app must be like: `sql` over the row `l` of `catalog.listings`, and what its question marks stand for. */
export interface Condition {
  sql: string;
  values: readonly unknown[];
  /** The same, so that no index is used for it; where it says nothing, `sql` is. */
  unindexed?: string;
  /** What the question marks of that stand for, where it has others. */
  unindexedValues?: readonly unknown[];
}

/** Words that a column must have. */
export function has(column: string, tsQuery: string): Condition {
  const sought = `to_tsquery('simple', ?)`;
  return { sql: `${column} @@ ${sought}`, unindexed: `ts_match_vq(${column}, ${sought})`, values: [tsQuery] };
}

/** The opposite of a condition. */
export function not({ sql, values, unindexed = sql, unindexedValues = values }: Condition): Condition {
  return { sql: `not (${sql})`, values, unindexed: `not (${unindexed})`, unindexedValues };
}

/** The filters of a search: what was chosen, and none of the traits. */
export function toConditions({ category, price, language }: Choices, without: readonly Trait[]): Condition[] {
  const withoutScopes = without.flatMap(({ scopes }) => scopes);
  const isProven = without.some(({ isOfUnproven }) => isOfUnproven);
  return [
    ...(isProven ? [{ sql: 'l.developer_domain is not null', values: [] }] : []),
    ...(category === undefined ? [] : [{ sql: 'l.category = ?', values: [toStoredText(category)] }]),
    ...(price === undefined
      ? []
      : [{ sql: `l.pricing = any(string_to_array(?, ','))`, values: [prices[price].join()] }]),
    ...(language === undefined ? [] : [{ sql: 'l.language = ?', values: [toStoredText(language)] }]),
    ...(withoutScopes.length === 0 ? [] : [asksForNone(withoutScopes)]),
  ];
}

/** All conditions as one; true when there is none. */
export function all(conditions: readonly Condition[], { isIndexed = true } = {}): Condition {
  const parts = conditions.map(({ sql, values, unindexed = sql, unindexedValues = values }) =>
    isIndexed ? { sql, values } : { sql: unindexed, values: unindexedValues },
  );
  return { sql: parts.map(({ sql }) => sql).join(' and ') || 'true', values: parts.flatMap(({ values }) => values) };
}

function asksForNone(scopes: readonly string[]): Condition {
  return {
    sql: 'not (l.scopes && array(select jsonb_array_elements_text(?::jsonb)))',
    values: [JSON.stringify(scopes)],
  };
}
