import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { describeDetail } from './describe-detail.ts';

test('facts are words and values', () => {
  const detail = {
    scopes: ['a:view', 'b:send'],
    installersBefore: 'owners',
    allowedNetworks: null,
    inputs: [],
    replaced: true,
  };
  expect(describeDetail(detail)).toEqual([
    { name: 'scopes', value: 'a:view, b:send' },
    { name: 'installers before', value: 'owners' },
    { name: 'allowed networks', value: 'none' },
    { name: 'inputs', value: 'none' },
    { name: 'replaced', value: 'yes' },
  ]);
});

test('facts that the store knows are named in German, too, and raw ones stay', () => {
  expect(speak('de', () => describeDetail({ askedBy: 'usr_1', newFact: true, scopes: ['a:view'] }))).toEqual([
    { name: 'angefragt von', value: 'usr_1' },
    { name: 'new fact', value: 'ja' },
    { name: 'Berechtigungen', value: 'a:view' },
  ]);
});
