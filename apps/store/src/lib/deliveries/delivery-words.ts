import type { LoggedDelivery } from '#lib/server/api.ts';

type Told = Pick<LoggedDelivery, 'status' | 'inFlight'>;

/** How a delivery stands, as its badge tells it. */
export type DeliveryState = Told['status'] | 'in_flight';

/** The word and the colour of each state; what it means for the developer, in a sentence. */
export const stateWords = {
  pending: { word: 'Waiting', tone: 'amber', text: 'It has not been taken yet. It is tried again by itself.' },
  in_flight: { word: 'Being sent', tone: 'blue', text: 'An attempt is under way now.' },
  delivered: { word: 'Delivered', tone: 'brand', text: 'Your server took it.' },
  refused: { word: 'Refused', tone: 'red', text: 'Your server said no, so it is not tried again by itself.' },
  gave_up: { word: 'Given up', tone: 'red', text: 'No attempt went well, so we stopped trying.' },
  gone: { word: 'Address gone', tone: 'red', text: 'Your server said that this address is gone for good.' },
  cancelled: { word: 'Cancelled', tone: 'plain', text: 'It was taken back, so it is not sent.' },
} as const satisfies Record<DeliveryState, { word: string; tone: string; text: string }>;

/** The state of a delivery; one that is waiting and under way counts as being sent. */
export function stateOf({ status, inFlight }: Told): DeliveryState {
  return status === 'pending' && inFlight ? 'in_flight' : status;
}

/** What a lifecycle request is called. */
export const topicWords: Record<LoggedDelivery['topic'], string> = {
  subscribe: 'Subscribe',
  unsubscribe: 'Unsubscribe',
  dataErasure: 'Data erasure',
};
