import type { LoggedDelivery } from '#lib/server/api.ts';

type Replayed = Pick<LoggedDelivery, 'status' | 'topic' | 'replayable'>;

/** What can be done to send a delivery again: `again` as it was, `now` without waiting, `new-key` with another key; or why it cannot be. */
export type Replay = { kind: 'again' | 'now' | 'new-key'; text: string } | { kind: 'none'; text: string };

/** Says how a delivery can be sent again, and what that does. */
export function explainReplay({ status, topic, replayable }: Replayed): Replay {
  if (status === 'cancelled')
    return { kind: 'none', text: 'It was taken back, and nothing is sent behind the back of who took it back.' };
  if (status === 'pending') return { kind: 'now', text: 'Sends it at once instead of at its next try.' };
  if (replayable)
    return {
      kind: 'again',
      text: 'Sends the same request under the same webhook-id, so that a server that has it already can tell.',
    };
  if (topic === 'subscribe')
    return {
      kind: 'new-key',
      text: 'The key in this request has been erased, so the installation gets a new one, in a new request.',
    };
  return { kind: 'none', text: 'What the owner had entered for it has been erased since, as the owner was promised.' };
}
