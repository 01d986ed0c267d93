import { z } from 'zod';

/** How far a list can be paged through. */
interface PageBounds {
  /** Most items a page may be asked for; more than that are cut to it, when `isStrict` is not set. */
  limit: number;
  /** The last page that may be asked for. */
  pages: number;
  /** Refuses a larger page size instead of cutting it. */
  isStrict?: boolean;
}

/** The parameters `limit` (20 without it) and `page` of a list call. */
export function pageQueryFields({ limit, pages, isStrict = false }: PageBounds) {
  const size = z.coerce
    .number('Give the page size as a number.')
    .int('Give the page size as a whole number.')
    .min(1, 'A page holds at least one item.');
  const most = limit.toLocaleString('en');
  return {
    limit: (isStrict ? size.max(limit, `A page holds at most ${most} items.`) : size)
      .optional()
      .meta({ description: `Page size; 20 without it, at most ${most}.`, examples: [20] }),
    page: z.coerce
      .number('Give the page as a number.')
      .int('Give the page as a whole number.')
      .min(1, 'Pages are counted from 1.')
      .max(pages, `Pages are counted up to ${pages.toLocaleString('en')}.`)
      .optional()
      .meta({ description: 'Page number.', examples: [1] }),
  };
}
