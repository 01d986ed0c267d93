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
    subFlows: [
      {
        name: 'Welcome tour',
        steps: [
          'Welcome to Fern & Fable! We sell plants that forgive.',
          'Tell us how much light you have, and we show you what likes it.',
        ],
      },
      {
        name: 'Care for succulents',
        steps: [
          'Succulents drink rarely: once the soil is dry to the bottom.',
          'Give them your brightest window, and turn them once a week.',
        ],
      },
      {
        name: 'Order status',
        steps: ['One moment, we look for your parcel.', 'It left us this morning and should be with you tomorrow.'],
      },
      {
        name: 'Book a workshop',
        steps: ['Workshops are on Thursdays at seven.', 'How many places shall we keep for you?'],
      },
      {
        name: 'Talk to a person',
        steps: ['Of course. Somebody from the shop answers you here, mostly within the hour.'],
      },
    ],
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
    furnishing: {
      labels: ['Regular', 'Wholesale', 'Press'],
      userFields: [
        { name: 'City', type: 'text' },
        { name: 'Plants bought', type: 'number' },
        { name: 'Birthday', type: 'date' },
        { name: 'Has a garden', type: 'boolean' },
      ],
      botFields: [
        { name: 'Opening hours', type: 'text', value: 'Tuesday to Saturday, ten to seven' },
        { name: 'Delivery from', type: 'number', value: 4.5 },
      ],
      people: [
        {
          name: 'Maya Lindqvist',
          tags: ['customer', 'VIP'],
          labels: ['Regular'],
          values: { City: 'Umeå', 'Plants bought': 14 },
        },
        { name: 'Tom Adeyemi', tags: ['lead'], values: { City: 'Leeds' } },
        {
          name: 'Ines Castro',
          tags: ['customer', 'likes ferns'],
          values: { 'Plants bought': 3, 'Has a garden': true },
        },
        { name: 'Oskar Nyman', tags: ['customer', 'workshop', 'newsletter'], labels: ['Regular'] },
        { name: 'Priya Raman', tags: ['customer', 'delivered'], values: { City: 'York', 'Plants bought': 1 } },
        { name: 'Lukas Vogel', tags: ['lead', 'asked for price'] },
        { name: 'Grace Murphy', tags: ['newsletter', 'likes succulents'], values: { Birthday: '1991-04-12' } },
        { name: 'Emily Zhang', tags: ['customer', 'came back', 'newsletter'], values: { 'Plants bought': 6 } },
      ],
      segments: [
        { name: 'Newsletter readers', tag: 'newsletter' },
        { name: 'Customers', tag: 'customer' },
      ],
      events: [
        { name: 'Purchase', textLabel: 'Plant', numberLabel: 'Pieces', priceLabel: 'Price in cents' },
        { name: 'Workshop booked', textLabel: 'Workshop', numberLabel: 'Places' },
      ],
      triggers: [
        { name: 'order_shipped', subFlow: 'Order status' },
        { name: 'first_visit', subFlow: 'Welcome tour' },
      ],
      ticketLists: [
        {
          name: 'Plant clinic',
          code: 'clinic',
          columns: [
            { columnName: 'title', title: 'Patient' },
            {
              columnName: 'select1',
              title: 'State',
              options: [
                { key: 1, code: 'new', name: 'New' },
                { key: 2, code: 'treated', name: 'Being treated' },
                { key: 3, code: 'well', name: 'Well again' },
              ],
            },
            { columnName: 'text1', title: 'What we see' },
            { columnName: 'date1', title: 'Look again on' },
          ],
          tickets: [
            {
              person: 'Ines Castro',
              title: 'Fern with brown tips',
              columns: { select1: 'treated', text1: 'The air is too dry' },
            },
            { person: 'Lukas Vogel', title: 'Olive tree drops leaves', columns: { select1: 'new' } },
          ],
        },
      ],
      products: [
        { name: 'Snake plant', description: 'Likes being forgotten. In a clay pot.', price: 1900, quantity: 14 },
        { name: 'Monstera', description: 'Large, the last of its kind this season.', price: 6400, quantity: 1 },
        { name: 'Olive tree, small', description: 'For a south window or a balcony.', price: 3900, quantity: 8 },
        { name: 'Gift card', description: 'On paper, with a pressed leaf.', price: 2500, quantity: 100 },
      ],
    },
  },
};
