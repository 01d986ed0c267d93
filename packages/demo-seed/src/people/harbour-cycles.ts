import type { DemoWorkspace } from '../demo-content.types.ts';
import { subscriber } from './conversation.ts';

/** A bicycle workshop; the workspace of the account `otherOwner`. */
export const harbourCycles: DemoWorkspace = {
  id: 'harbour-cycles',
  name: 'Harbour Cycles',
  members: [{ account: 'otherOwner', role: 'owner' }],
  bot: {
    name: 'Spoke',
    tags: ['repair', 'rental', 'e-bike', 'commuter', 'open', 'paid', 'overdue', 'for the morning'],
    subFlows: [
      {
        name: 'Book a repair',
        steps: ['What is wrong with your bike?', 'Bring it before ten, and we look at it the same day.'],
      },
      {
        name: 'Rent a bike',
        steps: ['City bikes are 18 a day, the cargo bike 30.', 'From when until when would you like it?'],
      },
      {
        name: 'Winter check',
        steps: ['Brakes, lights, chain and tyres: twenty minutes while you wait.', 'Shall we keep a time for you?'],
      },
      { name: 'Opening hours', steps: ['We are open from nine to six, on Saturdays until four.'] },
    ],
    subscribers: [
      subscriber('Freja Holm', 25, [
        '< My brakes squeal',
        '> Bring it by, the first look is free. Tomorrow at nine?',
        '< Nine is good',
      ]),
      subscriber('Matteo Ricci', 70, ['< Two bikes for Sunday?', '> Yes! From ten, back by six. 18 each.']),
      subscriber('Sofia Petrova', 180, ['> Your bike is ready. We also trued the front wheel.', '< You are the best']),
      subscriber('Daniel Osei', 400, [
        '< Do you fix e-bikes?',
        '> Most of them. Which motor does yours have?',
        '< The one with the red light',
        '> Ha, bring it and we will look together.',
      ]),
      subscriber('Hanna Weiss', 900, ['< Is the cargo bike free on Friday?', '> Friday afternoon it is.']),
      subscriber('Kofi Mensah', 1_300, ['> Time for a winter check? It takes twenty minutes.', '< Next week, please']),
      subscriber('Louise Martin', 2_000, ['< How much is a new chain?', '> 35 with fitting, while you have a coffee.']),
      subscriber('Arjun Patel', 2_800, ['< Lost my key, what now?', '> Bring the number of the lock, we order one.']),
      subscriber('Nora Eriksen', 3_600, ['< Are you open today?', '> Until six.']),
      subscriber('Pavel Novak', 5_000, ['< Do you buy old frames?', '> Steel ones, gladly. Send us a picture.']),
      subscriber('Leila Haddadi', 7_100, ['> Your rental starts in an hour.', '< On my way']),
      subscriber('Ben Carter', 9_300, ['< Thanks for the quick repair!', '> Ride safely, Ben.']),
    ],
    furnishing: {
      labels: ['Commuter', 'Fleet'],
      userFields: [
        { name: 'Bike', type: 'text' },
        { name: 'Last service', type: 'date' },
      ],
      people: [
        { name: 'Freja Holm', tags: ['repair', 'for the morning'], values: { Bike: 'Steel tourer' } },
        { name: 'Matteo Ricci', tags: ['rental'] },
        {
          name: 'Sofia Petrova',
          tags: ['repair', 'paid'],
          labels: ['Commuter'],
          values: { 'Last service': '2026-11-20' },
        },
        { name: 'Daniel Osei', tags: ['e-bike', 'open'], values: { Bike: 'E-bike with the red light' } },
        { name: 'Hanna Weiss', tags: ['rental', 'open'] },
      ],
      segments: [{ name: 'Repairs', tag: 'repair' }],
      events: [{ name: 'Rental', textLabel: 'Bike', numberLabel: 'Days', priceLabel: 'Price in cents' }],
    },
  },
};
