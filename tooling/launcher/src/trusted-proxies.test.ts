import { expect, it } from 'vitest';
import { parseTrustedProxies } from './trusted-proxies.ts';

const { visitorOf } = parseTrustedProxies(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);

it.each([
  ['nobody said anything', '127.0.0.1', undefined, '127.0.0.1'],
  ['one proxy', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['two proxies', '127.0.0.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['a visitor who made something up', '127.0.0.1', '198.51.100.1, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['a visitor who names a proxy of ours', '127.0.0.1', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
  ['a visitor from within', '127.0.0.1', '10.9.9.9', '10.9.9.9'],
  ['a peer that is no proxy of ours', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a proxy on IPv6', 'fd00::1', '2001:db8::7', '2001:db8::7'],
  ['a peer on a socket for both families', '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['words in place of an address', '127.0.0.1', '203.0.113.9, unknown', '127.0.0.1'],
  ['an empty header', '127.0.0.1', '', '127.0.0.1'],
])('knows the visitor behind %s', (_, peer, forwardedFor, visitor) => {
  expect(visitorOf(peer, forwardedFor)).toBe(visitor);
});

it('trusts nobody when nobody is named', () => {
  expect(parseTrustedProxies([]).visitorOf('127.0.0.1', '203.0.113.9')).toBe('127.0.0.1');
});

it.each(['proxy.internal', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0', '::/129', '*', ''])(
  'refuses "%s", which is no address and no network',
  (entry) => {
    expect(() => parseTrustedProxies([entry])).toThrow(Error);
  },
);
