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
    subFlows: ['Book a repair', 'Rent a bike', 'Winter check', 'Opening hours'],
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
  },
};
