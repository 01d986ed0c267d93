import { expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown.ts';

test('headings continue under the page’s own', () => {
  const tags = (text: string) => [...renderMarkdown(text).matchAll(/<(h\d)>/g)].map(([, tag]) => tag);
  expect(tags('# One\n\n## Two\n\n# One')).toEqual(['h3', 'h4', 'h3']);
  expect(tags('## One\n\n### Two\n\n## One')).toEqual(['h3', 'h4', 'h3']);
  expect(tags('# One\n\n##### Deep')).toEqual(['h3', 'h4']);
});

test('a developer’s HTML is shown as text', () => {
  const html = renderMarkdown('Hi <script>alert(1)</script> <img src=x onerror=alert(1)>');
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('&lt;script&gt;');
});

test.each(['javascript:alert(1)', 'vbscript:x', 'data:text/html,x', 'JaVaScRiPt:alert(1)'])(
  'a link to %s stays text',
  (href) => {
    expect(renderMarkdown(`[press](${href})`)).not.toContain('href');
  },
);

test('no picture is loaded from a third party', () => {
  expect(renderMarkdown('![tracker](https://evil.example/p.png)')).not.toContain('<img');
});

test('links pass on neither rank nor referrer', () => {
  expect(renderMarkdown('[docs](https://example.com)')).toContain('rel="nofollow ugc noopener noreferrer"');
});

test.each([
  ['a reference to a long address', `[a]: http://${'x'.repeat(10_000)}\n\n${'[a]'.repeat(3300)}`],
  ['a reference with a long title', `[a]: /x "${'&'.repeat(10_000)}"\n\n${'[a]'.repeat(3300)}`],
  ['quotations in quotations', `${'>'.repeat(90)}a\n\n`.repeat(215)],
  ['links', '[](a)'.repeat(4000)],
  ['quotation marks', '"'.repeat(20_000)],
])('20,000 characters with %s make no page that is many times as large', (_, text) => {
  expect(renderMarkdown(text).length).toBeLessThan(400_000);
});

test('ordinary nesting is rendered', () => {
  expect(renderMarkdown('> - a\n>   - b\n>     - **c *d* `e`**')).toMatch(/<code>e<\/code>.*<\/strong>/s);
});
