import { speak } from '@minimart/messages/server';
import { expect, it } from 'vitest';
import { explainUnearned } from './explain-unearned.ts';

it('says why a workspace does not review an app, and from when on it may', () => {
  const say = (reason: 'own_app' | 'never_active' | 'too_early' | null, from: string | null = null) =>
    explainUnearned({ mayWrite: false, reason, from }, 'Tag Sync');
  expect(say('own_app')).toMatch(/developer of Tag Sync belongs/);
  expect(say('never_active')).toMatch(/has never worked here/);
  expect(say('too_early')).toMatch(/too briefly/);
  expect(say('too_early', '2026-12-03T10:00:00Z')).toMatch(/on 3 Dec 2026, or as soon as it has used its key/);
});

it('says it in German, too', () => {
  const early = { mayWrite: false, reason: 'too_early', from: '2026-12-03T10:00:00Z' } as const;
  expect(speak('de', () => explainUnearned(early, 'Tag Sync'))).toMatch(
    /^Sie können Tag Sync bewerten, .* am 03\.12\.2026,/,
  );
});

it('says nothing to one that may', () => {
  expect(explainUnearned({ mayWrite: true, reason: null, from: null }, 'x')).toBeNull();
  expect(explainUnearned({ mayWrite: true, reason: 'too_early', from: null }, 'x')).toBeNull();
});
