import { expect, test } from 'vitest';
import { listChanges } from './list-changes.ts';

const scope = (label: string, optional = false) => ({
  id: 'a:b',
  label,
  risk: 'high' as const,
  verb: 'send' as const,
  optional,
});
const none = { added: [], removed: [], switched: [], hosts: { added: [], removed: [] } };

test('says what is asked for anew first, with its weight, and what is asked for no longer last', () => {
  const lines = listChanges({
    added: [scope('Send messages'), scope('Send sub flows', true)],
    removed: [scope('View tags')],
    switched: [scope('Manage tags', true), scope('View fields')],
    hosts: { added: ['new.example'], removed: ['old.example'] },
  });
  expect(lines.map(({ kind, says, what, risk }) => [kind, `${says} ${what}`, risk])).toEqual([
    ['more', 'Also asks to Send messages', 'high'],
    ['more', 'Also asks, if you like, to Send sub flows', 'high'],
    ['more', 'Also sends data to new.example', undefined],
    ['other', 'Leaves it to you to allow Manage tags', undefined],
    ['other', 'Requires from now on View fields', undefined],
    ['less', 'No longer asks to View tags', undefined],
    ['less', 'No longer sends data to old.example', undefined],
  ]);
});

test('says nothing of a version that changed nothing of it', () => {
  expect(listChanges(none)).toEqual([]);
});
