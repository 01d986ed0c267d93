import type { DemoWorkspace } from '../demo-content.types.ts';
import { subscriber } from './conversation.ts';

/** A plant shop; the workspace of the accounts `owner` and `member`. */
export const fernAndFable: DemoWorkspace = {
  id: 'fern-and-fable',
  name: 'Fern & Fable',
  members: [
    { account: 'owner', role: 'owner' },
    { account: 'member', role: 'member' },
  ],
  bot: {
    name: 'Fern',
    tags: [
      'customer',
      'lead',
      'newsletter',
      'likes succulents',
      'likes ferns',
      'delivered',
      'came back',
      'asked for price',
      'workshop',
      'VIP',
    ],
    subFlows: ['Welcome tour', 'Care for succulents', 'Order status', 'Book a workshop', 'Talk to a person'],
    subscribers: [
      subscriber('Maya Lindqvist', 14, [
        '< Is the big monstera still there?',
        '> It is, the last one. Shall we keep it for you until tomorrow?',
        '< Yes please!',
        '> Done. It waits for you under your name until six.',
      ]),
      subscriber('Tom Adeyemi', 55, [
        '< Do you deliver on Saturdays?',
        '> We do, between nine and one. Would you like a slot?',
      ]),
      subscriber('Ines Castro', 130, [
        '< My fern has brown tips, help',
        '> Poor thing! Mostly the air is too dry. Put it in the bathroom for a week.',
        '< Will try, thank you',
      ]),
      subscriber('Oskar Nyman', 300, [
        '< When is the next workshop?',
        '> Thursday at seven: “Terrariums for beginners”. Four places left.',
        '< Two for me',
        '> You are on the list, see you Thursday!',
      ]),
      subscriber('Priya Raman', 420, ['> Your parcel is on its way and should be with you today.', '< Wonderful']),
      subscriber('Lukas Vogel', 760, [
        '< How much is the olive tree?',
        '> The small one is 39, the tall one 120. Both come in a clay pot.',
      ]),
      subscriber('Amina Diallo', 1_500, [
        '< Can I bring a pot back?',
        '> Of course, within thirty days, washed if you can.',
      ]),
      subscriber('Grace Murphy', 2_100, [
        '> Hello Grace, and welcome! Ask us anything about plants.',
        '< Which one survives me? I travel a lot',
        '> A snake plant. It likes being forgotten.',
      ]),
      subscriber('Henrik Solberg', 2_900, [
        '< STOP',
        '> You will get no more messages from us. Write any time you like.',
      ]),
      subscriber('Chiara Bianchi', 4_400, [
        '< Do you have gift cards?',
        '> We do, from 10 to 200, by mail or on paper with a pressed leaf.',
        '< The leaf one!',
      ]),
      subscriber('Yusuf Kaya', 6_000, [
        '< Is the shop open on Monday?',
        '> Mondays we are at the nursery. Tuesday at ten we are back.',
      ]),
      subscriber('Emily Zhang', 9_800, ['> Thank you for coming back, Emily!', '< I could not resist the calathea']),
    ],
  },
};
