import { m } from '@minimart/messages';
import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { nameEnding } from './name-ending.ts';

test.each([
  ['Acme', 'We tell Acme’s server, so that it can stop too.'],
  ['Northwind Tools', 'We tell Northwind Tools’ server, so that it can stop too.'],
])('%s owns what it owns as the language says it', (developer, english) => {
  const say = () => m.consent_stop_told({ developer, ending: nameEnding(developer) });
  expect(say()).toBe(english);
  expect(speak('de', say)).toContain(`den Server von ${developer}, damit`);
});
