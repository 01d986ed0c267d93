import { describe, expect, test } from 'vitest';
import type { Channel, OutgoingMessage } from '../port/channel.ts';

const message: OutgoingMessage = {
  userNs: 'f123u456',
  channel: 'web',
  userId: null,
  email: 'ada@example.com',
  phone: '+61412345678',
  medium: 'chat',
  mediaType: 'text',
  content: 'Hello',
  payload: null,
};

/** The contract of every channel, as vitest tests. */
export function describeChannel(name: string, make: () => Channel | Promise<Channel>): void {
  describe(`channel: ${name}`, () => {
    test('gives each message an id of its own', async () => {
      const channel = await make();
      const mids = await Promise.all(Array.from({ length: 20 }, () => channel.deliver(message)));
      expect(new Set(mids.map(({ mid }) => mid)).size).toBe(20);
      for (const { mid } of mids) expect(mid).toMatch(/^\S{1,200}$/);
    });

    test.each(['chat', 'email', 'sms', 'whatsapp_template', 'facebook_template'] as const)(
      'takes %s, with and without a payload',
      async (medium) => {
        const channel = await make();
        for (const payload of [null, { subject: 'Hi' }]) {
          expect(await channel.deliver({ ...message, medium, payload })).toMatchObject({ mid: expect.any(String) });
        }
      },
    );
  });
}
