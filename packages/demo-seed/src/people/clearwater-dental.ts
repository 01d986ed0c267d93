import type { DemoWorkspace } from '../demo-content.types.ts';
import { subscriber } from './conversation.ts';

/** A dental practice; a second workspace of the account `owner`, where the account `otherOwner` helps as an admin. */
export const clearwaterDental: DemoWorkspace = {
  id: 'clearwater-dental',
  name: 'Clearwater Dental',
  members: [
    { account: 'owner', role: 'owner' },
    { account: 'otherOwner', role: 'admin' },
  ],
  bot: {
    name: 'Pearl',
    tags: ['new patient', 'check-up due', 'confirmed', 'cancelled', 'family'],
    subFlows: [
      {
        name: 'Book an appointment',
        steps: ['When would suit you: mornings or afternoons?', 'We will find you a time and confirm it here.'],
      },
      { name: 'Before your visit', steps: ['Please eat something light, and bring your insurance card.'] },
      { name: 'After your visit', steps: ['No hot drinks for two hours. Write to us if anything hurts.'] },
    ],
    subscribers: [
      subscriber('Rosa Delgado', 40, [
        '< Can I come earlier tomorrow?',
        '> Nine fifteen has just become free. Shall we move you?',
        '< Yes',
      ]),
      subscriber('Ian Fraser', 95, ['> A reminder: your check-up is on Thursday at two.', '< Confirmed']),
      subscriber('Mei Tanaka', 240, [
        '< My son is afraid of dentists',
        '> Many are. Come ten minutes early, he may ride the chair first.',
      ]),
      subscriber('Elif Demir', 600, ['< Do you take new patients?', '> We do, from next week.']),
      subscriber('Peter Novotny', 1_100, ['< I have to cancel Friday', '> Done. Shall we find another day?']),
      subscriber('Anna Kowalska', 1_700, ['< Is parking free?', '> For patients, behind the house.']),
      subscriber('Samuel Boateng', 2_500, ['> How do you feel today?', '< Much better, thanks']),
      subscriber('Julia Romano', 3_300, ['< What does whitening cost?', '> 240 for both sides, with a look before.']),
      subscriber('Victor Lund', 4_800, [
        '< Which toothpaste do you recommend?',
        '> Any with fluoride. The brush matters more.',
      ]),
      subscriber('Fatima Zahra', 6_300, ['< Thank you, nothing hurt!', '> That is how we like it.']),
      subscriber('George Ellis', 8_000, ['< Do you speak French?', '> Docteur Morel does, on Tuesdays.']),
      subscriber('Hye-jin Park', 9_900, ['> It has been six months. Time for a check-up?', '< Next month, please']),
    ],
    furnishing: {
      userFields: [{ name: 'Next check-up', type: 'date' }],
      people: [
        { name: 'Rosa Delgado', tags: ['confirmed'] },
        { name: 'Ian Fraser', tags: ['confirmed', 'check-up due'], values: { 'Next check-up': '2026-12-03' } },
        { name: 'Mei Tanaka', tags: ['family'] },
        { name: 'Elif Demir', tags: ['new patient'] },
        { name: 'Peter Novotny', tags: ['cancelled'] },
      ],
      segments: [{ name: 'Due for a check-up', tag: 'check-up due' }],
    },
  },
};
