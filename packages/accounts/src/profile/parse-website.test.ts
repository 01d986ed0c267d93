import { expect, test } from 'vitest';
import { parseWebsite } from './parse-website.ts';

test.each([
  ['https://lanternworks.example', 'https://lanternworks.example'],
  [' HTTP://WWW.Lanternworks.example/About?x=1 ', 'http://www.lanternworks.example/About?x=1'],
  ['https://bücher.de/ü', 'https://xn--bcher-kva.de/%C3%BC'],
])('%s is %s', (text, website) => {
  expect(parseWebsite(text)).toEqual({ ok: true, website });
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://lanternworks.example',
  'lanternworks.example',
  '//x.com',
  '',
  'https://a:b@lanternworks.example',
  'https://lanternworks.example:8443',
  'https://127.0.0.1',
  'https://[::1]/',
  'https://localhost',
  'https://co.uk',
  'https://db.internal',
  `https://x.com/${'a'.repeat(300)}`,
])('%s is refused', (text) => {
  expect(parseWebsite(text).ok).toBe(false);
});
