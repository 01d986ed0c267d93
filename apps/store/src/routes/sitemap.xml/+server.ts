import { storePath } from '#lib/listing/store-path.ts';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { answerXml } from '#lib/sitemap/answer-xml.ts';
import { readAddresses } from '#lib/sitemap/read-addresses.ts';
import { writeSitemap } from '#lib/sitemap/write-sitemap.ts';
import type { RequestEvent, RequestHandler } from './$types';

/** The map of the store: one where it fits into one, else one of maps (at most 50,000 addresses are allowed in each). */
export const GET: RequestHandler = async (event) => {
  const origin = publicOrigin(event.url);
  const first = await readAddresses(event, origin, '');
  if (first.next === null)
    return answerXml(writeSitemap('pages', [...(await fixedPages(event, origin)), ...first.apps]));
  const parts = ['', first.next];
  for (let next: string | null = first.next; next !== null;) {
    next = (await readAddresses(event, origin, next)).next;
    if (next !== null) parts.push(next);
  }
  const maps = parts.map((after) => ({
    address: `${origin}/sitemaps/apps.xml${after === '' ? '' : `?${new URLSearchParams({ after })}`}`,
  }));
  return answerXml(writeSitemap('maps', maps));
};

/** The front page, its collections, and the categories that hold something. */
async function fixedPages(event: RequestEvent, origin: string) {
  const answer = toAnswer(await apiOf(event).GET('/v1/front'));
  const { categories, collections } = expectAnswer(answer, 'There is no such map.');
  const paths = [
    '/',
    ...collections.map(({ slug }) => `/collections/${slug}`),
    ...categories.map(({ id }) => storePath({ category: id })),
  ];
  return paths.map((path) => ({ address: origin + path }));
}
