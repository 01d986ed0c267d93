import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDomain } from './parse-domain.ts';

const isRefused = (text: string) => {
  const parsed = parseDomain(text);
  return parsed.ok ? parsed : /^[A-Z].*\.$/.test(parsed.message);
};

test.each([
  ['lanternworks.example', 'lanternworks.example'],
  [' LanternWorks.Example. ', 'lanternworks.example'],
  ['example.co.uk', 'example.co.uk'],
  ['Bücher.de', 'xn--bcher-kva.de'],
  ['xn--bcher-kva.de', 'xn--bcher-kva.de'],
  ['例え。jp', 'xn--r8jz45g.jp'],
  ['ｌａｎｔｅｒｎ．ｃｏｍ', 'lantern.com'],
  ['alice.github.io', 'alice.github.io'],
])('%s is %s', (text, domain) => {
  expect(parseDomain(text)).toEqual({ ok: true, domain });
});

describe('is refused', () => {
  test.each(
    [
      '127.0.0.1',
      '[::1]',
      '::1',
      '2130706433',
      '0x7f.1',
      '127.1',
      '１２７.0.0.1',
      '192.168.0.1',
      '1.2.3',
      '8.8.8.8.',
      'localhost',
      'app.localhost',
      'router.local',
      'db.internal',
      'x.onion',
      '1.0.0.127.in-addr.arpa',
      'lan',
      'a.home',
      'com',
      'co.uk',
      'github.io',
      'xn--p1ai',
      '.com',
      'example..com',
      '.',
      '..',
      '',
      'www.lanternworks.com',
      'a.b.example.co.uk',
      'x.alice.github.io',
      'https://lanternworks.com',
      'lanternworks.com/',
      'lanternworks.com:443',
      'a@lanternworks.com',
      'a b.com',
      'a%2eb.com',
      'lanternworks.com\0.evil.com',
      'lanternworks.com\n',
      'lantern\u202Eworks.com',
      'lantern\u00ADworks.com',
      '*.com',
      '_x.com',
      '-lantern.com',
      'lantern-.com',
      'xn--a.com',
      'xn--.com',
      `${'a'.repeat(64)}.com`,
      `${'a.'.repeat(200)}com`,
      '\ud800.com',
      'pay\u200Dpal.com',
      "x'; drop table.com",
      '<b>.com',
      'lantern.c\u0338om',
    ].filter((text) => text.trim() === text),
  )('%j', (text) => {
    expect(isRefused(text)).toBe(true);
  });

  test('a name below the registered one, saying which that is', () => {
    expect(parseDomain('www.lanternworks.com')).toEqual({
      ok: false,
      message: 'Write lanternworks.com: the name that is registered, and none below it.',
    });
  });
});

test('whatever is written, what comes out is a name in ASCII that comes out again', () => {
  const character = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 3 }),
    fc.constantFrom('.', '-', 'xn--', 'ß', '。', '1'),
  );
  const text = fc.tuple(
    fc.array(character, { maxLength: 12 }),
    fc.constantFrom('.com', '.de', '.co.uk', '', '.example'),
  );
  fc.assert(
    fc.property(text, ([parts, end]) => {
      const parsed = parseDomain(parts.join('') + end);
      if (!parsed.ok) {
        expect(parsed.message).toMatch(/\.$/);
        return;
      }
      expect(parsed.domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      expect(new URL(`https://${parsed.domain}/`).hostname).toBe(parsed.domain);
      expect(parseDomain(parsed.domain)).toEqual(parsed);
    }),
    { numRuns: 2000 },
  );
});
