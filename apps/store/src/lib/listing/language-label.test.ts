import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { languageLabel } from './language-label.ts';

test('languages are called as in the language of the page, and by their tags where they have no name', () => {
  expect(speak('en', () => [languageLabel('de'), languageLabel('pt-BR'), languageLabel('qqq')])).toEqual([
    'German',
    'Brazilian Portuguese',
    'qqq',
  ]);
  expect(speak('de', () => [languageLabel('de'), languageLabel('no tag')])).toEqual(['Deutsch', 'no tag']);
});
