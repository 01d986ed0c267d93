import { m } from '@minimart/messages';
import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { markedPieces } from './marked-pieces.ts';

test('what stands in a mark is apart from what is around it, wherever a language puts it', () => {
  const read = () => markedPieces(m.consent_head_install.parts({ name: 'Tag Sync' }));
  expect(read()).toEqual([{ text: 'Install ' }, { mark: 'name', text: 'Tag Sync' }, { text: '?' }]);
  expect(speak('de', read)).toEqual([{ mark: 'name', text: 'Tag Sync' }, { text: ' installieren?' }]);
});

test('a mark that holds several parts is one piece, and one that holds none has no text', () => {
  expect(markedPieces(m.review_reply_of.parts({ developer: 'Acme', ending: 'other' }))[0]).toEqual({
    mark: 'name',
    text: 'Acme’s',
  });
  expect(markedPieces(m.ask_asked.parts())).toEqual([
    { text: 'You asked ' },
    { mark: 'when', text: '' },
    { text: '.' },
  ]);
});
