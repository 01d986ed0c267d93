/** Which reviews of an app a page shows. */
export interface ReviewFilter {
  /** `5` to `1`; empty for all. */
  stars: string;
  /** The place of a further page; empty for the latest. */
  cursor: string;
}

/** What the address of a listing says of its reviews; what is no number of stars counts for nothing. */
export function readReviewFilter(search: URLSearchParams): ReviewFilter {
  const stars = search.get('stars') ?? '';
  return { stars: /^[1-5]$/.test(stars) ? stars : '', cursor: (search.get('reviews') ?? '').slice(0, 500) };
}

/** The address of a listing with those of its reviews, by the link that it was read by. */
export function reviewsPath(
  slug: string,
  { stars = '', cursor = '' }: Partial<ReviewFilter>,
  link: string | null,
): string {
  const search = new URLSearchParams({
    ...(link !== null && { link }),
    ...(stars !== '' && { stars }),
    ...(cursor !== '' && { reviews: cursor }),
  });
  return `/apps/${slug}${search.size > 0 ? `?${search}` : ''}#reviews`;
}
