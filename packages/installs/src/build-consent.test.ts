import { manifestSchema } from '@minimart/app-manifest';
import { expect, test } from 'vitest';
import { buildConsent } from './build-consent.ts';
import type { ScopePort } from './ports.ts';

const manifest = manifestSchema.parse({
  name: 'Tag Sync',
  slug: 'tag-sync',
  summary: 'Syncs tags.',
  scopes: [{ id: 'tags:view', reason: 'To show them.' }],
});
const inGerman = (language: string | undefined) => language === 'de';
const scopes: ScopePort = {
  scope: (_id, language) =>
    inGerman(language)
      ? { label: 'Tags ansehen', description: 'Sieht Tags.' }
      : { label: 'View tags', description: 'Sees tags.' },
  closest: () => undefined,
  cannotOf: (_asked, language) => [inGerman(language) ? 'Nachrichten senden' : 'Send messages'],
};
const said = { kind: 'install', userId: 'usr_1', version: '1.0.0', fromVersion: null } as const;
const agreement = { ...said, granted: ['tags:view'], agreedAt: new Date('2026-11-24T10:00:00Z') };

test('a consent holds the words in the language in which they were read, and says which it is', () => {
  const place = { address: '203.0.113.7', userAgent: 'Test/1', language: 'de' };
  expect(buildConsent(manifest, scopes, { ...agreement, place })).toMatchObject({
    ...place,
    scopes: [{ label: 'Tags ansehen', description: 'Sieht Tags.', reason: 'To show them.', granted: true }],
    cannot: ['Nachrichten senden'],
  });
});

test('whoever says nothing of a language is taken to have read English', () => {
  expect(buildConsent(manifest, scopes, agreement)).toMatchObject({
    language: 'en',
    scopes: [{ label: 'View tags' }],
    cannot: ['Send messages'],
  });
});
