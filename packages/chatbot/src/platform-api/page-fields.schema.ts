import type { Page } from '../page.ts';
import { z } from 'zod';

/** Where a list stands among its pages, and relative references (RFC 3986) to the ones around it. */
const pageLinksSchema = z.object({
  first: z.string(),
  last: z.string(),
  prev: z.string().nullable(),
  next: z.string().nullable(),
});

const pageMetaSchema = z.object({
  current_page: z.int(),
  last_page: z.int(),
  per_page: z.int(),
  total: z.int(),
});

/** The part of a list's answer that comes beside `data`. */
export const pageFields = { links: pageLinksSchema, meta: pageMetaSchema };

/**
 * The links and numbers beside a page's `data`; what the list was narrowed to (other than `limit` and `page`) goes along in each link. No link
 * leads beyond `pages`, the last page that the call takes; `meta.total` counts all there is.
 */
export function toPageFields(
  { page, limit, total }: Page<unknown>,
  query: Readonly<Record<string, unknown>> = {},
  { pages = 100 }: { pages?: number } = {},
) {
  const narrowed = Object.entries(query).filter(
    ([name, value]) => value !== undefined && value !== '' && name !== 'limit' && name !== 'page',
  );

  const lastPage = Math.min(pages, Math.max(1, Math.ceil(total / limit)));
  const link = (to: number) =>
    `?${new URLSearchParams([
      ['limit', `${limit}`],
      ['page', `${to}`],
      ...narrowed.map(([name, value]) => [name, `${value}`]),
    ])}`;
  return {
    links: {
      first: link(1),
      last: link(lastPage),
      prev: page > 1 ? link(Math.min(page - 1, lastPage)) : null,
      next: page < lastPage ? link(page + 1) : null,
    },
    meta: { current_page: page, last_page: lastPage, per_page: limit, total },
  };
}
