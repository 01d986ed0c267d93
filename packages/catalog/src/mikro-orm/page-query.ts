import type { SearchSort } from '../search.ts';
import type { Condition } from './condition.ts';
import type { SearchBounds } from './search-bounds.ts';
import type { SearchCursor } from './search-cursor.ts';
import type { Sample } from './take-sample.ts';

/** A page of more matches than are counted: the words, the filters, the order, and where the page before ended. */
export interface PageQuery {
  words: readonly string[];
  /** The query as a whole, in lower case and without accents. */
  plain: string;
  /** The condition that apps have the words. */
  matches: readonly Condition[];
  filters: readonly Condition[];
  sample: Sample;
  sort: SearchSort;
  after: SearchCursor | undefined;
  limit: number;
  bounds: SearchBounds;
}
