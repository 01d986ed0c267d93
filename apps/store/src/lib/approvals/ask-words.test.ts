import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import type { InstallRequest } from '#lib/server/api.ts';
import { askState, explainAsk } from './ask-words.ts';

const ask = { status: 'approved', answeredBy: { name: 'Ada' }, app: { name: 'Tag Sync' } } as InstallRequest;

test('an ask is told in the language of the reader', () => {
  const read = () => [askState('approved').label, explainAsk(ask)];
  expect(read()).toEqual(['Approved', 'Ada approved it and installed Tag Sync.']);
  expect(speak('de', read)).toEqual(['Genehmigt', 'Ada hat zugestimmt und Tag Sync installiert.']);
});

test('whoever answered and is gone is somebody', () => {
  const anonymous = { ...ask, status: 'declined' as const, answeredBy: null };
  expect([explainAsk(anonymous), speak('de', () => explainAsk(anonymous))]).toEqual([
    'Somebody declined it.',
    'Jemand hat abgelehnt.',
  ]);
});
