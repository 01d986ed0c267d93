import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitizeMarkdown } from './sanitize-markdown.ts';

describe('sanitizeMarkdown', () => {
  it('leaves honest Markdown as it was written', () => {
    const text = [
      '# Tag Sync',
      'Keeps *tags* and **lists** the same: 1 < 2, [docs](https://a.example "Docs"), <https://b.example>, [more][1].',
      '- one\n  - two\n\n> said\n\n```html\n<script>alert(1)</script>\n```',
      'Write `<b>` or [mail us](mailto:a@b.example). See [the plans](/plans).\n\n[1]: https://c.example',
    ].join('\n\n');
    expect(sanitizeMarkdown(text)).toBe(text);
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
    ['Hi <img src=x onerror=alert(1)> there', 'Hi &lt;img src=x onerror=alert(1)> there'],
    ['<!-- hidden -->', '&lt;!-- hidden -->'],
    ['[press](javascript:alert(1))', '\\[press](javascript:alert(1))'],
    ['[press](JaVaScRiPt:alert(1))', '\\[press](JaVaScRiPt:alert(1))'],
    ['[press](java&#9;script:alert(1))', '\\[press](java&#9;script:alert(1))'],
    ['[press](data:text/html,x)', '\\[press](data:text/html,x)'],
    ['<javascript:alert(1)>', '&lt;javascript:alert(1)>'],
    ['[press][a]\n\n[a]: vbscript:x', '[press][a]\n\n\\[a]: vbscript:x'],
    ['![tracker](https://evil.example/p.png)', '[tracker](https://evil.example/p.png)'],
    ['a\u202Eb\u0007c\r\nd', 'abc\nd'],
    // What is left after many passes loses its marks, also those that a backslash had taken the meaning of before.
    ['!!!!!!![a](b) \\[press](javascript:alert(1))', '!!&#91;a](b) \\&#91;press](javascript:alert(1))'],
    // What stood in a tag is read again once the tag is text.
    ['<div>\n[press](javascript:alert(1))\n</div>', '&lt;div>\n\\[press](javascript:alert(1))\n&lt;/div>'],
  ])('turns %j into text', (text, clean) => {
    expect(sanitizeMarkdown(text)).toBe(clean);
  });

  it('changes nothing of what it gave, whatever it was given', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '![',
      '[',
      ']',
      '(',
      ')',
      'javascript:',
      'a',
      '\n',
      '\n\n',
      '`',
      '&',
      '- ',
      '<b>',
      '\\',
      '"',
      '> ',
      '    ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const clean = sanitizeMarkdown(pieces.join(''));
        expect(sanitizeMarkdown(clean)).toBe(clean);
      }),
    );
  });

  it.each([
    ['quotations', '>'.repeat(20_000)],
    ['quotations on each line', `${'>'.repeat(180)}a\n`.repeat(110)],
    ['lists', '- '.repeat(10_000)],
    ['brackets', '['.repeat(20_000)],
    ['pictures', '!['.repeat(10_000)],
    ['tags', '<a>'.repeat(6600)],
    ['tags that are not closed', '<a '.repeat(6600)],
    ['stars', '*a_ '.repeat(5000)],
    ['backticks', Array.from({ length: 190 }, (_, length) => '`'.repeat(length + 1)).join(' ')],
    ['pictures in pictures', `${'!['.repeat(3000)}a${'](b)'.repeat(3000)}`],
    ['pictures and links in one another', `${'[!['.repeat(2000)}a${'](b)'.repeat(3000)}`],
    ['links in links', `${'['.repeat(6000)}a${'](javascript:x)'.repeat(900)}`],
  ])('comes to an end with 20,000 characters of %s', (_, text) => {
    const started = process.cpuUsage();
    expect(sanitizeMarkdown(text).length).toBeLessThan(120_000);
    expect(process.cpuUsage(started).user).toBeLessThan(8_000_000);
  });
});
