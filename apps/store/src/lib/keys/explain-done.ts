import { m } from '@minimart/messages';
import type { Key, KeyEvent } from '#lib/server/api.ts';

/** How the keys of an installation stand: those that work or are paused, latest first, and their history, latest first. */
export interface KeyState {
  present: Pick<Key, 'status' | 'allowedNetworks'>[];
  history: Pick<KeyEvent, 'event'>[];
}

interface Done {
  words(): string;
  agrees(state: KeyState): boolean;
}

const isPaused = ({ present }: KeyState) => present.some(({ status }) => status === 'paused');
const hasNetworks = ({ present }: KeyState) => present[0]?.allowedNetworks !== null;

const dones = {
  rotate: {
    words: m.installed_key_done_rotate,
    agrees: ({ history }) =>
      history.find(({ event }) => event !== 'refused' && event !== 'leaked')?.event === 'rotated',
  },
  pause: { words: m.installed_key_done_pause, agrees: isPaused },
  resume: { words: m.installed_key_done_resume, agrees: (state) => state.present.length > 0 && !isPaused(state) },
  networks: {
    words: m.installed_key_done_networks,
    agrees: (state) => state.present.length > 0 && hasNetworks(state),
  },
  anywhere: {
    words: m.installed_key_done_anywhere,
    agrees: (state) => state.present.length > 0 && !hasNetworks(state),
  },
  end: {
    words: m.installed_key_done_end,
    agrees: ({ present }) => present.length === 0,
  },
} as const satisfies Record<string, Done>;

/** What can be done with a key on its page. */
export type KeyDeed = keyof typeof dones;

/** What to say of a deed that the address names, or null where it is none or the keys do not stand so: a link proves nothing. */
export function explainDone(deed: string | null, state: KeyState): string | null {
  if (deed === null || !Object.hasOwn(dones, deed)) return null;
  const { words, agrees }: Done = dones[deed as KeyDeed];
  return agrees(state) ? words() : null;
}
