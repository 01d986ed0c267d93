import type { SectionOf } from '../draft/draft-sections.ts';

/** What the settings are now, for a preview that is shown beside them. */
export interface LiveMessage {
  kind: 'minimart:settings';
  settings: SectionOf<'settings'>;
}

/** Tells that a preview listens. */
export const readyMessage = { kind: 'minimart:preview-ready' } as const;

/** The settings in a message of our own page; undefined for any other message. */
export function settingsIn({ origin, data }: Pick<MessageEvent<unknown>, 'origin' | 'data'>, own: string) {
  if (origin !== own || typeof data !== 'object' || data === null) return undefined;
  const { kind, settings } = data as Partial<LiveMessage>;
  return kind === 'minimart:settings' ? settings : undefined;
}
