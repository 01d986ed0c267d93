import type { AppLink, Listing } from '@minimart/catalog';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { readLinked } from '../links/find-linked.ts';
import { assertNotSuspended } from './assert-not-suspended.ts';

/** What a page about an app is asked with, where its reader came by a link. */
export const linkToken = z.string().max(100).optional().describe('The token of a link to an app that is not listed.');

/** Who would read of which app, and by which link. */
interface Reading {
  slug: string;
  token: string | undefined;
  actor: Actor | undefined;
}

/** The listing at a slug as far as whoever asks may read it, and the link they came by. Throws what says that they may not. */
export async function findReadable(
  services: Services,
  em: EntityManager,
  { slug, token, actor }: Reading,
): Promise<{ listing: Listing; link: AppLink | undefined }> {
  if (token !== undefined) return readLinked(services, em, { slug, token });
  return { listing: await findShown(services, em, { slug, actor }), link: undefined };
}

/** The listing at a slug, as far as whoever asks may read it: one that never was in the lists is for its developer, and for those who have it. */
async function findShown(
  services: Services,
  em: EntityManager,
  { slug, actor }: { slug: string; actor: Actor | undefined },
): Promise<Listing> {
  const listing = await services.catalogOf(em).listing(slug);
  if (listing === undefined) throw noSuchApp(slug);
  await assertNotSuspended(services, em, listing);
  if (listing.standing !== 'hidden' || listing.ownerId === actor?.userId) return listing;
  const workspaces = actor === undefined ? [] : await services.accountsOf(em).workspacesOf(actor.userId);
  const { store } = services.installPortsOf(em);
  for (const { id } of workspaces) if ((await store.findLive(id, listing.appId)) !== undefined) return listing;
  throw noSuchApp(slug);
}

/** That there is no app at a slug, or none for whoever asks. */
export function noSuchApp(slug: string): Refusal {
  return new Refusal({ code: 'not_found', detail: `The store has no app named ${slug}.` });
}
