import { apiAs, system } from './system.ts';
import type { JourneyApp } from './journey-app.ts';

type ConsolePage =
  | 'auth'
  | 'deliveries'
  | 'keys'
  | 'links'
  | 'manifest'
  | 'numbers'
  | 'pictures'
  | 'preview'
  | 'requests'
  | 'reviews'
  | 'sandbox'
  | 'scopes'
  | 'settings'
  | 'signing'
  | 'versions';

/** A page of an app in its developer's console; the overview when none is named. */
export const consolePath = ({ id }: Pick<JourneyApp, 'id'>, page?: ConsolePage): string =>
  `/developer/apps/${id}${page ? `/${page}` : ''}`;

/** The deliveries of an app, newest first, as its developer reads them over the API. */
export async function deliveriesOf({ id }: JourneyApp) {
  const { data, error } = await apiAs(system.accounts.developer.token).GET('/v1/developer/apps/{appId}/deliveries', {
    params: { path: { appId: id } },
  });
  if (data === undefined) throw new Error(`The log was refused: ${error.detail}`);
  return data.items;
}

/** The newest delivery of an app; throws when it has none. */
export async function newestDeliveryOf(app: JourneyApp) {
  const [newest] = await deliveriesOf(app);
  if (newest === undefined) throw new Error(`${app.name} has no deliveries.`);
  return newest;
}

/** Has the newest delivery of an app, which waits, sent at once as its developer may; throws when that is refused. */
export async function sendNow(app: JourneyApp): Promise<void> {
  const { id: deliveryId } = await newestDeliveryOf(app);
  const path = { appId: app.id, deliveryId };
  const replay = '/v1/developer/apps/{appId}/deliveries/{deliveryId}/replay';
  const { error } = await apiAs(system.accounts.developer.token).POST(replay, { params: { path } });
  if (error !== undefined) throw new Error(`Sending it now was refused: ${error.detail}`);
}

/** Waits up to a minute until no delivery of an app is waiting any more. */
export async function settled(app: JourneyApp): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(50))
    if ((await deliveriesOf(app)).every(({ status }) => status !== 'pending')) return;
  throw new Error(`A delivery of ${app.name} is still waiting after a minute.`);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
