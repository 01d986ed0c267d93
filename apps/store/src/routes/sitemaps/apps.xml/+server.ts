import { publicOrigin } from '#lib/server/call-api.ts';
import { answerXml } from '#lib/sitemap/answer-xml.ts';
import { readAddresses } from '#lib/sitemap/read-addresses.ts';
import { writeSitemap } from '#lib/sitemap/write-sitemap.ts';
import type { RequestHandler } from './$types';

/** A part of the map of the store: the listings from after a slug on, and the front page before the first. */
export const GET: RequestHandler = async (event) => {
  const origin = publicOrigin(event.url);
  const after = event.url.searchParams.get('after') ?? '';
  const { apps } = await readAddresses(event, origin, after);
  const front = after === '' ? [{ address: `${origin}/` }] : [];
  return answerXml(writeSitemap('pages', [...front, ...apps]));
};
