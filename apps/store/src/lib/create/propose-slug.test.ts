import { expect, test } from 'vitest';
import { proposeSlug } from './propose-slug.ts';

test.each([
  ['Tag Sync for Zürich!', 'tag-sync-for-zurich'],
  ['  CRM  → bot  ', 'crm-bot'],
  ['a'.repeat(59) + ' b', 'a'.repeat(59)],
  ['日本', ''],
])('%j makes the slug %j', (name, slug) => expect(proposeSlug(name)).toBe(slug));
