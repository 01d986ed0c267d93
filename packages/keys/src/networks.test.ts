import ipaddr from 'ipaddr.js';
import { expect, test, vi } from 'vitest';
import { checkNetworks, isInNetworks, neighbourhoodOf, parseAddress } from './networks.ts';

test('writes each network in its shortest form, once', () => {
  expect(checkNetworks(['203.0.113.7', '10.1.2.3/8', '10.0.0.0/8', '2001:0DB8::0:1', '2001:db8:1:2::/64'])).toEqual([
    '203.0.113.7/32',
    '10.0.0.0/8',
    '2001:db8::1/128',
    '2001:db8:1:2::/64',
  ]);
});

test.each([
  '',
  'example.com',
  '10.0.0.0/33',
  '10.0.0',
  '0x7f.1',
  '010.0.0.1',
  '::1/129',
  '10.0.0.0/',
  '1.2.3.4/8/8',
  '10.0.0.1 ',
  '*',
])('%j is no network, and the refusal names the field', (odd) => {
  expect(() => checkNetworks(['10.0.0.0/8', odd])).toThrow(
    expect.objectContaining({
      code: 'invalid_network',
      errors: [expect.objectContaining({ path: 'allowedNetworks[1]' })],
    }),
  );
});

test('IPv4 networks written as IPv6 count as what they are, also where they were stored so', () => {
  const written = ['::ffff:203.0.113.0/120', '::ffff:198.51.100.7/128', '::ffff:192.0.2.7'];
  expect(checkNetworks(written)).toEqual(['203.0.113.0/24', '198.51.100.7/32', '192.0.2.7/32']);
  expect(isInNetworks('203.0.113.7', ['::ffff:203.0.113.0/120'])).toBe(true);
  expect(isInNetworks('203.0.114.7', ['::ffff:203.0.113.0/120'])).toBe(false);
});

test('a list of networks is read once, however many calls are compared with it', () => {
  const networks = checkNetworks(Array.from({ length: 100 }, (_, place) => `2001:db8:${place.toString(16)}::/48`));
  const reads = vi.spyOn(ipaddr, 'parseCIDR');
  for (let call = 0; call < 10; call += 1) expect(isInNetworks('2001:db9::1', networks)).toBe(false);
  expect(reads).toHaveBeenCalledTimes(100);
  reads.mockRestore();
});

test('takes 100 networks at most', () => {
  const many = Array.from({ length: 101 }, (_, place) => `10.0.${place}.0/24`);
  expect(checkNetworks(many.slice(1))).toHaveLength(100);
  expect(() => checkNetworks(many)).toThrow('Give 100 networks at most.');
});

test.each([
  ['10.9.9.9', true],
  ['::ffff:10.9.9.9', true],
  ['11.0.0.1', false],
  ['2001:db8::7', true],
  ['2001:db9::7', false],
  ['', false],
  [undefined, false],
])('%s lies in the networks: %s', (address, expected) => {
  expect(isInNetworks(address, ['10.0.0.0/8', '2001:db8::/32'])).toBe(expected);
});

test('no network allows nobody', () => {
  expect(isInNetworks('10.0.0.1', [])).toBe(false);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['[2001:db8:1:2::3]:4711', '2001:db8:1:2::/64'],
  ['203.0.113', 'unknown'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
])('%s is counted as %s', (address, expected) => {
  expect(neighbourhoodOf(address)).toBe(expected);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['"><script>', undefined],
  ['203.0.113.7, 10.0.0.1', undefined],
  ['0x7f.1', undefined],
  ['1'.repeat(5_000), undefined],
  ['unknown', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is read as the address %s', (sent, expected) => {
  expect(parseAddress(sent)).toBe(expected);
});
