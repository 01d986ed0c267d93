import { expect, test } from 'vitest';
import { createEgressGuard } from './create-egress-guard.ts';
import { addressesOf } from '../open-sender.fixture.ts';
import { EgressForbidden } from './egress-forbidden.ts';
import { LookupFailure } from './lookup-failure.ts';

const strict = createEgressGuard({ allow: [] });
const isOk = (url: string) => strict.checkUrl(url).ok;

test.each([
  'https://hooks.example.com/minimart/{{workspace_id}}',
  'http://hooks.example.com:8080/',
  'https://93.184.216.34/',
  'https://[2606:4700:4700::1111]/',
  'https://[::ffff:93.184.216.34]/',
  'https://[64:ff9b::5db8:d822]/',
  'https://[2606:4700::5efe:93.184.216.34]/',
  'https://localhost.example.com/',
  'https://not-local/',
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
  ['the metadata address in decimal', 'http://2852039166/'],
  ['the metadata address in octal', 'http://0251.0376.0251.0376/'],
  ['the metadata address in hex and short', 'http://0xa9.0xfea9fe/'],
  ['the metadata address, IPv4-mapped', 'http://[::ffff:169.254.169.254]/'],
  ['the metadata address, by NAT64', 'http://[64:ff9b::a9fe:a9fe]/'],
  ['the IPv6 metadata address', 'http://[fd00:ec2::254]/'],
  ['the metadata address of Alibaba', 'http://100.100.100.200/'],
  ['the metadata address of Oracle', 'http://192.0.0.192/'],
  ['the platform address of Azure', 'http://168.63.129.16/'],
  ['loopback with two root dots', 'http://127.0.0.1../'],
  ['the first block', 'http://0.1.2.3/'],
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
  ['6to4 of a public address', 'http://[2002:808:808::]/'],
  ['ISATAP', 'http://[2606:4700::5efe:10.0.0.1]/'],
  ['ISATAP of a unique address', 'http://[2606:4700::200:5efe:10.0.0.1]/'],
  ['IPv6 site prefixes of documentation', 'http://[3fff::1]/'],
  ['IPv6 discard', 'http://[100::1]/'],
  ['IPv6 segment routing', 'http://[5f00::1]/'],
  ['a zone', 'http://[fe80::1%25eth0]/'],
  ['localhost', 'http://localhost:3000/'],
  ['localhost with two root dots', 'http://localhost../'],
  ['localhost in full-width letters', 'http://ｌｏｃａｌｈｏｓｔ/'],
  ['localhost with a root dot', 'http://LOCALHOST./'],
  ['names under localhost', 'http://app.localhost/'],
  ['private names', 'http://metadata.google.internal/'],
  ['private names', 'http://printer.local/'],
  ['private names', 'http://printer.LOCAL./'],
  ['private names', 'http://internal/'],
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

function resolved(addresses: string[], allow: string[] = []) {
  const guard = createEgressGuard({ allow, resolve: () => Promise.resolve(addressesOf(addresses)) });
  return guard.resolve(new URL('https://hooks.example.com/'));
}

test('hands on exactly the addresses it has checked', async () => {
  expect(await resolved(['93.184.216.34', '2606:4700:4700::1111'])).toEqual([
    { address: '93.184.216.34', family: 4 },
    { address: '2606:4700:4700::1111', family: 6 },
  ]);
});

test('refuses a host whole when one of its addresses is forbidden, without telling which', async () => {
  const inside = [
    '10.0.0.5',
    '::ffff:10.0.0.5',
    'fe80::1%eth0',
    '64:ff9b::a00:5',
    '2606:4700::5efe:10.0.0.5',
    'nonsense',
  ];
  for (const hidden of inside) {
    for (const all of [[hidden], ['93.184.216.34', hidden], [hidden, '93.184.216.34']]) {
      const error: unknown = await resolved(all).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(EgressForbidden);
      expect(String(error)).not.toContain(hidden);
    }
  }
});

test('what a host resolves to counts on the allow list as in a URL', async () => {
  expect(await resolved(['10.0.0.5'], ['10.0.0.0/8'])).toHaveLength(1);
  expect(await resolved(['10.0.0.5'], ['hooks.example.com:443'])).toHaveLength(1);
  await expect(resolved(['10.0.0.5'], ['hooks.example.com:80'])).rejects.toThrow(EgressForbidden);
  await expect(resolved(['10.0.0.5'], ['10.0.0.5:80'])).rejects.toThrow(EgressForbidden);
});

test('a URL that is forbidden is never looked up, and a literal address is its own answer', async () => {
  const guard = createEgressGuard({ allow: ['::1'], resolve: () => Promise.reject(new Error('looked up')) });
  for (const url of [
    'http://127.0.0.1/',
    'http://localhost/',
    'ftp://a.example/',
    'http://a.example:25/',
    'http://a.internal/',
  ]) {
    await expect(guard.resolve(new URL(url))).rejects.toThrow(EgressForbidden);
  }
  expect(await guard.resolve(new URL('http://93.184.216.34./'))).toEqual([{ address: '93.184.216.34', family: 4 }]);
  expect(await guard.resolve(new URL('http://[::1]:9/'))).toEqual([{ address: '::1', family: 6 }]);
  await expect(guard.resolve(new URL('http://a.example/'))).rejects.toThrow(LookupFailure);
});

test('a host is looked up as its bare name, however the URL writes it', async () => {
  const asked: string[] = [];
  const resolve = (host: string) => {
    asked.push(host);
    return Promise.resolve(addressesOf(['93.184.216.34']));
  };
  const guard = createEgressGuard({ allow: [], resolve });
  for (const host of ['hooks.example', 'HOOKS.example.', 'hooks%2eexample', 'ｈooks。example..']) {
    await guard.resolve(new URL(`http://${host}/`));
  }
  expect(asked).toEqual(['hooks.example']);
});

test('localhost, where it is allowed, is asked of the system, with every name under it', async () => {
  const guard = createEgressGuard({ allow: ['127.0.0.0/8', '::1'] });
  for (const url of ['http://localhost:22/', 'http://app.localhost/']) {
    expect(await guard.resolve(new URL(url))).toContainEqual({ address: '127.0.0.1', family: 4 });
  }
});
