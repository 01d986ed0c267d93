import type { Listing } from '@minimart/catalog';
import { neighbourhoodOf } from '@minimart/keys';
import { isPerson, type ViewStep } from '@minimart/numbers';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';

/** By this header a page says that it is being shown to a person, and which one it is. */
const viewHeader = 'minimart-view';

const stepOf = new Map<string | undefined, ViewStep>([
  ['listing', 'views'],
  ['consent', 'consents'],
]);

/** Whether a page says, by its header, what it shows. */
export const isTold = (view: string | undefined): boolean => stepOf.has(view);

interface ListingCall {
  actor: Actor | undefined;
  address: string | undefined;
  header(name: string): string | undefined;
}

/** Counts that a listing is read for a page that a person looks at; bots, and the app's own developer, are not counted. */
export function countView(
  { views }: Pick<Services, 'views'>,
  { actor, address, header }: ListingCall,
  { appId, ownerId }: Pick<Listing, 'appId' | 'ownerId'>,
): void {
  const [step, userAgent] = [stepOf.get(header(viewHeader)), header('user-agent')];
  if (step === undefined || !isPerson(userAgent) || actor?.userId === ownerId) return;
  views.record({ appId, step, network: neighbourhoodOf(address), userAgent });
}
