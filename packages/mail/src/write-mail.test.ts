import { expect, test } from 'vitest';
import { toLine, writeMail } from './write-mail.ts';

const words = {
  subject: 'Max asks for Tag Sync',
  greeting: 'Hello Ada,',
  paragraphs: ['Max asks you to install Tag Sync.'],
  quote: 'Please.\nIt saves an hour a day.',
  after: ['You can trim it.'],
  action: { label: 'Decide', url: 'https://store.test/workspaces/ws_1/requests/irq_1?a=1&b=2' },
  footer: 'You get this because you own Tea House.',
};

test('text and HTML say the same, with the page where one acts', () => {
  const { subject, text, html } = writeMail(words);
  expect(subject).toBe(words.subject);
  expect(text).toBe(
    'Hello Ada,\n\nMax asks you to install Tag Sync.\n\n> Please.\n> It saves an hour a day.\n\nYou can trim it.\n\n' +
      'Decide:\nhttps://store.test/workspaces/ws_1/requests/irq_1?a=1&b=2\n\n-- \nYou get this because you own Tea House.\n',
  );
  for (const part of [words.greeting, ...words.paragraphs, 'Please.<br>It saves an hour a day.', ...words.after])
    expect(html).toContain(part);
  expect(html).toContain('href="https://store.test/workspaces/ws_1/requests/irq_1?a=1&amp;b=2"');
});

test('no word is read as markup, and nobody’s words leave their line or their quotation', () => {
  const evil = '<script>alert("1")</script>\r\n\r\nFrom: evil\u2028\u202E';
  const { subject, text, html } = writeMail({
    ...words,
    subject: evil,
    greeting: evil,
    quote: `a\n${evil}`,
    footer: evil,
    action: { label: evil, url: 'https://store.test/?q="><script>' },
  });
  expect(subject).toBe('<script>alert("1")</script> From: evil');
  expect(html).not.toMatch(/<script|\u202E/);
  expect(text.split('\n').filter((line) => line.startsWith('From:'))).toEqual([]);
  expect(text).toContain('> a\n> <script>alert("1")</script>\n> \n> From: evil');
});

test.each([
  ['a\r\nBcc: b', 'a Bcc: b'],
  ['\0a\u0085b\u2029c', 'a b c'],
  ['half \ud800', 'half \ufffd'],
])('%j is the line %j', (text, line) => {
  expect(toLine(text)).toBe(line);
});
