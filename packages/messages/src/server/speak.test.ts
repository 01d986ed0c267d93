import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { m } from '../index.ts';
import { speak } from './speak.ts';

test('two who are served at once each read their own language, to the end', async () => {
  const read = async () => {
    const first = m.site_skip();
    await sleep(5);
    return [first, m.site_skip()];
  };
  const [german, english] = await Promise.all([speak('de', read), speak('en', read)]);
  expect(german).toEqual(['Zum Inhalt springen', 'Zum Inhalt springen']);
  expect(english).toEqual(['Skip to the content', 'Skip to the content']);
  expect(m.site_skip()).toBe('Skip to the content');
});
