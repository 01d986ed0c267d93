import { showMoment } from '#lib/show-time.ts';
import type { Endpoint } from '#lib/server/api.ts';

/** How an app's server stands, for its developer: a notice's kind, a heading, sentences, and what the button does. */
export interface EndpointExplanation {
  kind: 'good' | 'info' | 'caution' | 'bad';
  title: string;
  text: string[];
  /** What can be done about it: `resume` and `pause` by the names of the calls. */
  actions: ('pause' | 'resume')[];
}

type Explained = Pick<
  Endpoint,
  | 'state'
  | 'failures'
  | 'failingSince'
  | 'restingUntil'
  | 'restingFor'
  | 'pausedAt'
  | 'disabledAt'
  | 'waiting'
  | 'inFlight'
>;

/** Puts the state of an endpoint into plain words; `failed` is how many requests have failed since it began to fail, where that is known. */
export function explainEndpoint(endpoint: Explained, failed?: string): EndpointExplanation {
  const queue = tellQueue(endpoint);
  switch (endpoint.state) {
    case 'healthy':
      return { kind: 'info', title: 'Deliveries go on', text: [queue], actions: ['pause'] };
    case 'failing':
      return {
        kind: 'caution',
        title: `The last ${endpoint.failures === 1 ? 'attempt' : `${endpoint.failures} attempts`} failed`,
        text: [
          `${tellSince(endpoint.failingSince)}Look at the newest failure below: it says what to do. We keep trying by ourselves; after five days without a success, deliveries are switched off.`,
          queue,
        ],
        actions: ['pause'],
      };
    case 'resting':
      return explainResting(endpoint, queue);
    case 'paused':
      return {
        kind: 'caution',
        title: 'Deliveries are paused',
        text: [
          `${endpoint.pausedAt ? `Since ${showMoment(endpoint.pausedAt)}. ` : ''}Nothing is sent until you resume; what comes up waits.`,
          queue,
        ],
        actions: ['resume'],
      };
    case 'disabled':
      return {
        kind: 'bad',
        title: 'Deliveries are switched off',
        text: [
          `Your server failed for five days${endpoint.failingSince ? `, since ${showMoment(endpoint.failingSince)}` : ''}, so nothing has been sent since ${endpoint.disabledAt ? showMoment(endpoint.disabledAt) : 'then'}. Mend your server, then resume.`,
          ...(failed === undefined ? [] : [`${failed} ended meanwhile. You can recover them after you resume.`]),
          queue,
        ],
        actions: ['resume'],
      };
    case 'gone':
      return {
        kind: 'bad',
        title: 'Your server said that its address is gone (410)',
        text: [
          'The request it said so to has ended. New ones are still sent, and the first that your server takes clears this. If the 410 was a mistake, answer 2xx and send the request again; if your server has moved, publish a version with the new address.',
          queue,
        ],
        actions: ['pause'],
      };
  }
}

function explainResting({ restingFor, restingUntil, failures, failingSince }: Explained, queue: string) {
  const until = restingUntil ? ` until ${showMoment(restingUntil)}` : '';
  const base = { kind: 'caution' as const, actions: ['resume' as const, 'pause' as const] };
  if (restingFor === 'receiver') {
    return {
      ...base,
      title: `Your server asked to be left alone${until}`,
      text: [
        'It answered 429 or 503. We go on by ourselves after that. If it happens often, set a limit on the page “Signing and limits”.',
        queue,
      ],
    };
  }
  return {
    ...base,
    title: `We leave your server alone${until}`,
    text: [
      `${failures} attempts failed in a row${failingSince ? `, the first on ${showMoment(failingSince)}` : ''}. After each pause one request tries whether it is back. Mend your server, then resume, or wait.`,
      queue,
    ],
  };
}

function tellSince(moment: string | null): string {
  return moment === null ? '' : `Your server has failed since ${showMoment(moment)}. `;
}

function tellQueue({ waiting, inFlight }: Explained): string {
  const waits = waiting === 0 ? 'No request waits' : waiting === 1 ? 'One request waits' : `${waiting} requests wait`;
  return inFlight === 0 ? `${waits}.` : `${waits}; ${inFlight === 1 ? 'one is' : `${inFlight} are`} being sent.`;
}

/** A word to the developer from the log of notices. */
export function explainNotice({ kind, failingSince }: Endpoint['notices'][number]): string {
  const since = failingSince === null ? '' : ` It had failed since ${showMoment(failingSince)}.`;
  return kind === 'disabled'
    ? `We switched deliveries off.${since}`
    : `Your server had failed for three days; after five, deliveries are switched off.${since}`;
}
