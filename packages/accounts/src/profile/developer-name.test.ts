import { expect, test } from 'vitest';
import { isDeveloperName, toDeveloperName } from './developer-name.ts';

test.each(['Lantern Works', 'Café & Söhne', 'A+B', '株式会社', 'نمی‌دانم', "O'Neil, Inc.", '7'])(
  '%s is a name',
  (name) => {
    expect(isDeveloperName(name)).toBe(true);
  },
);

test.each([
  'Lantern Works ✓ lanternworks.example',
  '✔️',
  'Bank ☑',
  'Bank ✅',
  'Bank √',
  'Bank 🗸',
  'Bank\u202Egnp',
  '\u3164',
  'Bank\u200B',
  'a\nb',
  ' a',
  'a  b',
  '',
  '...',
  'x'.repeat(81),
])('%j is none', (name) => {
  expect(isDeveloperName(name)).toBe(false);
});

test('what an account may be called by is shown without what could pass for our mark', () => {
  expect(toDeveloperName('Bank ✓ bank.example ✅')).toBe('Bank bank.example');
});
