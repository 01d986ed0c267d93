/** Which reviews the console shows. */
export interface ConsoleFilter {
  /** `5` to `1`; empty for all. */
  stars: string;
  /** `true` for those with a reply, `false` for those without; empty for all. */
  replied: string;
  cursor: string;
}

/** What an address says; what it cannot mean counts for nothing. */
export function readConsoleFilter(search: URLSearchParams): ConsoleFilter {
  const [stars, replied] = [search.get('stars') ?? '', search.get('replied') ?? ''];
  return {
    stars: /^[1-5]$/.test(stars) ? stars : '',
    replied: /^(true|false)$/.test(replied) ? replied : '',
    cursor: (search.get('cursor') ?? '').slice(0, 500),
  };
}

/** A filter, and more, as the query of an address; empty for nothing. */
export function writeConsoleFilter(filter: Partial<ConsoleFilter>, more: Record<string, string> = {}): string {
  const entries = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== '');
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

/** The id of the field in which a review is answered. */
export function replyId(reviewId: string): string {
  return `reply-${reviewId}`;
}
