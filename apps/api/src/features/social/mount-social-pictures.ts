import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { assetIdOf } from '@minimart/app-manifest';
import { drawSocialCard } from '@minimart/media';
import { Refusal } from '@minimart/problem';
import { Router } from 'express';
import { LRUCache } from 'lru-cache';
import type { Services } from '../../compose.ts';
import { presentCards } from '../listings/present-listing.ts';

const mostDrawn = 200;
type Card = Awaited<ReturnType<typeof presentCards>>[number];

/**
 * Serves the pictures of listings that are shown beside links to them, drawn from what the listing says: `/assets/social/{slug}/{version}.png`. The
 * picture of another version leads to the one that the store shows. The 200 asked for last are kept, each drawn once.
 */
export function mountSocialPictures(services: Services): Router {
  const drawn = new LRUCache<string, Promise<Buffer>>({ max: mostDrawn });
  const pictureOf = (card: Card, logo: string | undefined): Promise<Buffer> => {
    const key = JSON.stringify([card.id, card.version, card.developer.name]);
    const kept = drawn.get(key);
    if (kept !== undefined) return kept;
    const picture = draw(services, card, logo);
    drawn.set(key, picture);
    picture.catch(() => drawn.delete(key));
    return picture;
  };
  const router = Router();
  router.get('/assets/social/:slug/:file', async (request, response) => {
    const { slug, file } = request.params;
    const { card, logo } = await readCard(services, slug);
    if (file !== `${card.version}.png`) {
      response.set('cache-control', 'public, max-age=60');
      return response.redirect(302, `/assets/social/${card.slug}/${card.version}.png`);
    }
    const picture = await pictureOf(card, logo);
    const etag = `"${createHash('sha256').update(picture).digest('base64url').slice(0, 22)}"`;
    const headers = {
      'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
      'cross-origin-resource-policy': 'cross-origin',
      etag,
    };
    response.set(headers).type('png').send(picture);
  });
  return router;
}

/** What the store's lists show of an app; an app that is not in them has no picture. */
async function readCard(services: Services, slug: string) {
  return services.readStore(async (em) => {
    const listing = await services.catalogOf(em()).listing(slug);
    if (listing?.standing !== 'listed') {
      throw new Refusal({ code: 'not_found', detail: `The store has no app named ${slug}.` });
    }
    const [card] = await presentCards({ ...services, em }, [listing]);
    return { card: card!, logo: listing.manifest.logo };
  });
}

async function draw(services: Services, card: Card, logo: string | undefined): Promise<Buffer> {
  const { name, developer, summary, scopeCount, sensitiveScopeCount } = card;
  return drawSocialCard({
    name,
    developer: developer.name,
    summary,
    fact: factOf(scopeCount, sensitiveScopeCount),
    logo: logo?.startsWith('asset:') ? await readLogo(services, assetIdOf(logo)) : undefined,
  });
}

async function readLogo({ assetsOf, em, blobs }: Services, id: string): Promise<Buffer | undefined> {
  const asset = await assetsOf(em()).find(id);
  const file = asset?.files.findLast(({ mediaType }) => mediaType === 'image/webp');
  if (file === undefined) return asset?.bytes ?? undefined;
  const stream = await blobs.get(file.key);
  return stream && buffer(stream);
}

function factOf(scopes: number, sensitive: number): string {
  if (scopes === 0) return 'Asks for no permission';
  const counted = scopes === 1 ? '1 permission' : `${scopes} permissions`;
  return sensitive === 0 ? counted : `${counted}, ${sensitive} sensitive`;
}
