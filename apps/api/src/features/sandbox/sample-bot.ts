import type { BotSeed } from '@minimart/chatbot';
import type { Furnishing } from '@minimart/chatbot/mikro-orm';

const minute = 60_000;

/** A small bot to try apps on, with conversations up to `now`. Its people are made up. */
export function sampleBot(now: Date): BotSeed & { name: string } {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * minute);
  const person = (name: string, minutes: number, [question, answer]: readonly [string, string]) => ({
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com`,
    subscribedAt: ago(minutes + 60),
    conversation: [
      { type: 'in' as const, content: question, sentAt: ago(minutes + 2) },
      { type: 'out' as const, content: answer, sentAt: ago(minutes) },
    ],
  });
  return {
    name: 'Sandbox bot',
    mainFlow: ['Hello, this is the sandbox bot. Nobody real reads this.'],
    tags: ['new lead', 'customer', 'VIP', 'newsletter'],
    subFlows: [
      { name: 'Welcome', steps: ['Welcome! What brings you here?'] },
      { name: 'Thank you', steps: ['Thank you for your order.', 'It leaves us tomorrow.'] },
    ],
    subscribers: [
      person('Ada Sample', 12, ['Do you ship abroad?', 'We do, within a week.']),
      person('Ben Sample', 95, ['When do you open?', 'At nine, every day but Sunday.']),
      person('Cleo Sample', 480, ['My parcel has not come.', 'We look into it at once.']),
      person('Dan Sample', 1_500, ['Is there a discount?', 'From ten pieces on, yes.']),
      person('Eve Sample', 4_000, ['Thanks, all is well!', 'Glad to hear it.']),
    ],
  };
}

/** What its people carry, and what else is there to be read. */
export const sampleFurnishing: Furnishing = {
  labels: ['follow up'],
  userFields: [
    { name: 'City', type: 'text' },
    { name: 'Orders', type: 'number' },
  ],
  botFields: [{ name: 'Shop is open', type: 'boolean', value: true }],
  people: [
    { name: 'Ada Sample', tags: ['customer', 'VIP'], values: { City: 'Lisbon', Orders: 7 } },
    { name: 'Ben Sample', tags: ['new lead'], values: { City: 'Graz' } },
    { name: 'Cleo Sample', tags: ['customer'], labels: ['follow up'], values: { Orders: 1 } },
    { name: 'Dan Sample', tags: ['newsletter'] },
  ],
  segments: [{ name: 'Our best', tag: 'VIP' }],
  events: [{ name: 'Order placed', priceLabel: 'Sum' }],
  triggers: [{ name: 'order_paid', subFlow: 'Thank you' }],
};
