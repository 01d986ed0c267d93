import { nanoid } from 'nanoid';
import type { Channel } from './port/channel.ts';

/** The channel that ships: a message has arrived once it stands in the conversation, where the owner can watch it. */
export function createRecordingChannel(): Channel {
  return { deliver: async () => ({ mid: `mid.${nanoid()}` }) };
}
