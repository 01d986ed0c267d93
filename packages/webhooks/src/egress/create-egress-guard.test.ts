import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { createEgressGuard } from './create-egress-guard.ts';
import { EgressForbidden } from './egress-forbidden.ts';

const strict = createEgressGuard({ allow: [] });
const isOk = (url: string) => strict.checkUrl(url).ok;

test.each([
  'https://hooks.example.com/minimart/{{workspace_id}}',
  'http://hooks.example.com:8080/',
  'https://93.184.216.34/',
  'https://[2606:4700:4700::1111]/',
  'https://[::ffff:93.184.216.34]/',
  'https://[64:ff9b::5db8:d822]/',
])('lets %s pass', (url) => expect(isOk(url)).toBe(true));

test.each([
  ['loopback', 'http://127.0.0.1/'],
  ['loopback in short', 'http://127.1/'],
  ['loopback in decimal', 'http://2130706433/'],
  ['loopback in hex', 'http://0x7f000001/'],
  ['loopback in hex parts', 'http://0x7f.0x0.0x0.0x1/'],
  ['loopback in octal', 'http://0177.0.0.01/'],
  ['loopback in full-width digits', 'http://１２７.０.０.１/'],
  ['loopback in circled digits', 'http://①②⑦.⓪.⓪.①/'],
  ['loopback, percent-encoded', 'http://%31%32%37.0.0.1/'],
  ['loopback with a root dot', 'http://127.0.0.1./'],
  ['the unspecified address', 'http://0/'],
  ['the metadata address', 'http://169.254.169.254/latest/meta-data'],
  ['private networks', 'https://10.1.2.3/'],
  ['private networks', 'https://172.31.255.255/'],
  ['private networks', 'https://192.168.0.1:8443/'],
  ['carrier NAT', 'https://100.64.0.1/'],
  ['benchmarking', 'https://198.18.0.1/'],
  ['documentation', 'https://203.0.113.1/'],
  ['multicast', 'https://224.0.0.1/'],
  ['broadcast', 'https://255.255.255.255/'],
  ['IPv6 loopback', 'http://[::1]/'],
  ['IPv6 unspecified', 'http://[::]/'],
  ['IPv6 unique local', 'http://[fd00::1]/'],
  ['IPv6 link-local', 'http://[fe80::1]/'],
  ['IPv6 site-local', 'http://[fec0::1]/'],
  ['IPv6 multicast', 'http://[ff02::1]/'],
  ['IPv6 outside global unicast', 'http://[4000::1]/'],
  ['IPv6 documentation', 'http://[2001:db8::1]/'],
  ['IPv4-mapped', 'http://[::ffff:127.0.0.1]/'],
  ['IPv4-mapped in hex', 'http://[::ffff:7f00:1]/'],
  ['IPv4-compatible', 'http://[::127.0.0.1]/'],
  ['IPv4-translated', 'http://[::ffff:0:127.0.0.1]/'],
  ['NAT64', 'http://[64:ff9b::10.0.0.1]/'],
  ['local NAT64', 'http://[64:ff9b:1::10.0.0.1]/'],
  ['6to4', 'http://[2002:7f00:1::]/'],
  ['Teredo', 'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/'],
  ['localhost', 'http://localhost:3000/'],
  ['localhost with a root dot', 'http://LOCALHOST./'],
  ['names under localhost', 'http://app.localhost/'],
  ['private names', 'http://metadata.google.internal/'],
  ['private names', 'http://printer.local/'],
  ['userinfo', 'https://user:pass@example.com/'],
  ['userinfo that looks like a host', 'https://example.com@10.0.0.1/'],
  ['other schemes', 'ftp://example.com/'],
  ['other schemes', 'file:///etc/passwd'],
  ['other schemes', 'javascript:alert(1)'],
  ['relative URLs', '/hook'],
  ['no URL', 'not a url'],
])('refuses %s: %s', (_, url) => {
  const check = strict.checkUrl(url);
  expect(check).toEqual({ ok: false, reason: expect.stringMatching(/^[A-Z].*\.$/) });
});

test('the allow list takes networks, addresses and hosts, with a port or without', () => {
  const guard = createEgressGuard({
    allow: ['10.0.0.0/8', ' ::1 ', '127.0.0.1:8080', 'Hooks.Internal:9000', 'localhost', ''],
  });
  const allowed = (url: string) => guard.checkUrl(url).ok;
  expect(
    [
      'http://10.9.8.7/',
      'http://[::1]:5/',
      'http://127.0.0.1:8080/',
      'http://hooks.internal:9000/',
      'http://localhost/',
    ].map(allowed),
  ).toEqual([true, true, true, true, true]);
  expect(
    [
      'http://11.0.0.1:80/',
      'http://127.0.0.1/',
      'http://127.0.0.2:8080/',
      'http://hooks.internal/',
      'http://192.168.0.1/',
    ].map(allowed),
  ).toEqual([true, false, false, false, false]);
  expect(allowed('http://[2002:a00:1::]/')).toBe(false);
  expect(createEgressGuard({ allow: ['127.0.0.0/8'] }).checkUrl('http://localhost/').ok).toBe(true);
});

test.each(['10.0.0.0/33', 'http://x.test', '[nonsense]', 'host:99999', 'a b'])(
  'a bad entry stops the start: %s',
  (entry) => {
    expect(() => createEgressGuard({ allow: [entry] })).toThrow(entry);
  },
);

type Answer = { error: NodeJS.ErrnoException | null; address: string | LookupAddress[] };

function dial(addresses: string[], allow: string[] = []): Promise<Answer> {
  const answers = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const guard = createEgressGuard({ allow, resolve: (_, callback) => callback(null, answers) });
  return new Promise((resolve) =>
    guard.lookupFor(443)('hooks.example.com', { all: true }, (error, address) => resolve({ error, address })),
  );
}

test('hands on exactly the addresses it has checked', async () => {
  const { error, address } = await dial(['93.184.216.34', '2606:4700:4700::1111']);
  expect(error).toBeNull();
  expect(address).toEqual([
    { address: '93.184.216.34', family: 4 },
    { address: '2606:4700:4700::1111', family: 6 },
  ]);
});

test('refuses a host whole when one of its addresses is forbidden, without telling which', async () => {
  for (const hidden of ['10.0.0.5', '::ffff:10.0.0.5', 'fe80::1%eth0', '64:ff9b::a00:5']) {
    const { error } = await dial(['93.184.216.34', hidden]);
    expect(error).toBeInstanceOf(EgressForbidden);
    expect(error?.message).not.toContain('10.0.0.5');
  }
});

test('at dial the allow list counts as at save', async () => {
  expect((await dial(['10.0.0.5'], ['10.0.0.0/8'])).error).toBeNull();
  expect((await dial(['10.0.0.5'], ['hooks.example.com:443'])).error).toBeNull();
  expect((await dial(['10.0.0.5'], ['hooks.example.com:80'])).error).toBeInstanceOf(EgressForbidden);
  expect((await dial(['10.0.0.5'], ['10.0.0.5:80'])).error).toBeInstanceOf(EgressForbidden);
});

test('answers with one address where one is asked for, and passes a failed look-up on', async () => {
  const one = createEgressGuard({ allow: [], resolve: (_, done) => done(null, [{ address: '1.1.1.1', family: 4 }]) });
  const answer = await new Promise((resolve) => one.lookup('x.test', {}, (...args) => resolve(args)));
  expect(answer).toEqual([null, '1.1.1.1', 4]);
  const failure = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
  const none = createEgressGuard({ allow: [], resolve: (_, done) => done(failure, []) });
  expect(await new Promise((resolve) => none.lookup('x.test', {}, resolve))).toBe(failure);
});
