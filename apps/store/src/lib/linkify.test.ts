import { expect, test } from 'vitest';
import { linkify } from './linkify.ts';

test('links to this store alone', () => {
  const origin = 'http://127.0.0.1:3000';
  expect(linkify(`Look:\n${origin}/a?b=1#c\n\n> https://evil.test/x\njavascript:alert(1)`, origin)).toEqual([
    { text: 'Look:\n' },
    { text: `${origin}/a?b=1#c`, href: '/a?b=1#c' },
    { text: '\n\n> ' },
    { text: 'https://evil.test/x' },
    { text: '\njavascript:alert(1)' },
  ]);
});

test.each(['http://127.0.0.1:3000.evil.test/', 'http://127.0.0.1:3000@evil.test/'])('%s is elsewhere', (text) => {
  expect(linkify(text, 'http://127.0.0.1:3000')).toEqual([{ text }]);
});
