import type { Listing } from '@minimart/catalog';
import { readInstallation } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';

/** An app of the store as the gate of installing needs it: with its id and name. */
export interface StoreApp {
  id: string;
  name: string;
  listing: Listing;
}

/** The app in the store at a slug; `not_found` at the field `app`, `app_suspended`, and `app_unlisted` for one that is installed by a link alone. */
export async function findBySlug(
  { catalogOf, suspensionsOf }: Pick<Services, 'catalogOf' | 'suspensionsOf'>,
  em: EntityManager,
  slug: string,
): Promise<StoreApp> {
  const listing = await catalogOf(em).listing(slug);
  if (listing !== undefined && listing.standing !== 'hidden') {
    await suspensionsOf(em).holdOpen(listing.appId, 'installs');
    return assertListed(toStoreApp(listing));
  }
  const message = `The store has no app named ${slug}.`;
  throw new Refusal({ code: 'not_found', detail: message, errors: [{ path: 'app', message }] });
}

/** The app with an id, as the store shows it now; `not_found` when it is not in the store any more, `app_unlisted` when it is not in its lists. */
export async function findById(
  { catalogOf, suspensionsOf }: Pick<Services, 'catalogOf' | 'suspensionsOf'>,
  em: EntityManager,
  appId: string,
): Promise<StoreApp> {
  const listing = (await catalogOf(em).listingsOf([appId])).get(appId);
  if (listing !== undefined) {
    await suspensionsOf(em).holdOpen(appId, 'installs');
    return assertListed(toStoreApp(listing));
  }
  throw new Refusal({ code: 'not_found', detail: 'The app is not in the store any more, so it cannot be installed.' });
}

/** The app of an installation, by the name it has in the version that is installed. */
export async function findInstalled(
  { catalogOf, installPortsOf }: Pick<Services, 'catalogOf' | 'installPortsOf'>,
  em: EntityManager,
  ref: { workspaceId: string; installationId: string },
): Promise<{ id: string; name: string }> {
  const { appId, version } = await readInstallation(installPortsOf(em), ref);
  const published = await catalogOf(em).version(appId, version);
  return { id: appId, name: published?.manifest.name ?? appId };
}

/** Like `findInstalled`, for what gives the app more footing: held against suspension. Refuses `app_suspended`, but in a sandbox. */
export async function findOpenInstalled(
  services: Pick<Services, 'catalogOf' | 'installPortsOf' | 'suspensionsOf'>,
  em: EntityManager,
  ref: { workspaceId: string; installationId: string },
): Promise<{ id: string; name: string }> {
  const { appId, isTest } = await readInstallation(services.installPortsOf(em), ref);
  if (!isTest) await services.suspensionsOf(em).holdOpen(appId, 'installs');
  return findInstalled(services, em, ref);
}

function assertListed(app: StoreApp): StoreApp {
  if (app.listing.standing === 'listed') return app;
  const detail = `${app.name} is not in the store's lists any more. Its developer can give you a link to install it by.`;
  throw new Refusal({ code: 'app_unlisted', detail });
}

const toStoreApp = (listing: Listing): StoreApp => ({ id: listing.appId, name: listing.manifest.name, listing });
