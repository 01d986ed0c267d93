import { expect, test } from 'vitest';
import { lastContact } from './last-contact.ts';

const now = '2026-11-27T12:00:00.000Z';
const never = {
  lastCallAt: null,
  lastAnswerAt: null,
  key: { id: 'key_1', start: 'mm_live_a', lastFour: 'wxyz' },
  delivery: null,
};

test('tells the later of a call and an answer', () => {
  const earlier = '2026-11-27T10:00:00.000Z';
  const later = '2026-11-27T11:30:00.000Z';
  expect(lastContact({ ...never, lastCallAt: later, lastAnswerAt: earlier }, now)).toEqual({
    at: later,
    text: 'It called 30 minutes ago',
  });
  expect(lastContact({ ...never, lastCallAt: earlier, lastAnswerAt: later }, now)).toEqual({
    at: later,
    text: 'Its server answered 30 minutes ago',
  });
});

test('tells an app that was not heard of yet from one that has nothing to say', () => {
  expect(lastContact(never, now)).toEqual({ at: null, text: 'None so far' });
  expect(lastContact({ ...never, key: null }, now).text).toMatch(/no access and no server/);
});
