import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, settings } from './config.ts';
import { secretNames } from './read-secret-files.ts';

const good = {
  MINIMART_ROLE: 'dispatcher',
  DATABASE_URL: 'postgresql://127.0.0.1/minimart',
  MINIMART_BASE_URL: 'https://store.example.com',
  MINIMART_AUTH_SECRET: randomBytes(48).toString('base64'),
  MINIMART_SEALING_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

test('a lease of a delivery outlasts its deadline, and neither is out of bounds', () => {
  expect(readConfig(good)).toMatchObject({ deliveryTimeoutMs: 15_000, deliveryLeaseMs: 30_000 });
  const read = (timeout: string, lease: string) =>
    readConfig({ ...good, MINIMART_DELIVERY_TIMEOUT_MS: timeout, MINIMART_DELIVERY_LEASE_MS: lease });
  expect(read('1000', '2000')).toMatchObject({ deliveryTimeoutMs: 1000, deliveryLeaseMs: 2000 });
  expect(() => read('1000', '1999')).toThrow('MINIMART_DELIVERY_LEASE_MS: must exceed MINIMART_DELIVERY_TIMEOUT_MS');
  for (const timeout of ['', '99', '120001', '1.5', 'soon']) {
    expect(() => read(timeout, '600000'), timeout).toThrow('MINIMART_DELIVERY_TIMEOUT_MS');
  }
  for (const lease of ['1099', '600001']) expect(() => read('100', lease), lease).toThrow('MINIMART_DELIVERY_LEASE_MS');
});

test('name servers are addresses, with a port where they have one', () => {
  expect(readConfig(good).nameServers).toEqual([]);
  const named = { ...good, MINIMART_NAME_SERVERS: '9.9.9.9, 127.0.0.1:5353,[2620:fe::fe]:53,2620:fe::9' };
  expect(readConfig(named).nameServers).toEqual(['9.9.9.9', '127.0.0.1:5353', '[2620:fe::fe]:53', '2620:fe::9']);
  for (const server of ['dns.example.com', '9.9.9', '[x]:53', '9.9.9.9:dns'])
    expect(() => readConfig({ ...good, MINIMART_NAME_SERVERS: server }), server).toThrow(
      'MINIMART_NAME_SERVERS: must be',
    );
});

test('operators are named by the ids of their accounts', () => {
  expect(readConfig(good).operators).toEqual([]);
  const named = { ...good, MINIMART_OPERATORS: 'hJ3kPq9sLmN4vXz7, bR5tYw2aQcE8uIo1' };
  expect(readConfig(named).operators).toEqual(['hJ3kPq9sLmN4vXz7', 'bR5tYw2aQcE8uIo1']);
  const address = { ...good, MINIMART_OPERATORS: 'ann@example.com' };
  expect(() => readConfig(address)).toThrow('MINIMART_OPERATORS: must be ids of accounts');
});

test('mails have a server and a sender, or are kept in the demo, or are not written', () => {
  expect(readConfig(good)).toMatchObject({ smtp: undefined, mailOutbox: false });
  const smtp = {
    MINIMART_SMTP_URL: 'smtps://me:hunter2@mail.example.com',
    MINIMART_MAIL_FROM: 'Store <no-reply@x.com>',
  };
  expect(readConfig({ ...good, ...smtp }).smtp).toEqual({ url: smtp.MINIMART_SMTP_URL, from: smtp.MINIMART_MAIL_FROM });
  const demo = { MINIMART_MAIL_OUTBOX: 'on', MINIMART_RECEIVER_URL: 'http://127.0.0.1:9' };
  expect(readConfig({ ...good, ...demo })).toMatchObject({ smtp: undefined, mailOutbox: true });
  for (const [env, mistake] of [
    [{ MINIMART_SMTP_URL: smtp.MINIMART_SMTP_URL }, 'MINIMART_MAIL_FROM: must be set beside MINIMART_SMTP_URL'],
    [
      { ...smtp, MINIMART_SMTP_URL: 'http://mail.example.com' },
      'MINIMART_SMTP_URL: must be the address of a mail server',
    ],
    [{ ...smtp, MINIMART_SMTP_URL: 'smtp:hunter2' }, 'MINIMART_SMTP_URL: must be the address of a mail server'],
    [{ ...smtp, MINIMART_MAIL_FROM: 'Store\r\nBcc: x <a@b.c>' }, 'MINIMART_MAIL_FROM: must be an address'],
    [{ ...smtp, ...demo }, 'MINIMART_MAIL_OUTBOX: must be off beside MINIMART_SMTP_URL'],
    [{ MINIMART_MAIL_OUTBOX: 'on' }, 'MINIMART_MAIL_OUTBOX: must be off outside of the demo'],
    [{ MINIMART_MAIL_OUTBOX: 'yes' }, 'MINIMART_MAIL_OUTBOX: must be on or off'],
  ] as const) {
    expect(() => readConfig({ ...good, ...env }), mistake).toThrow(mistake);
    expect(() => readConfig({ ...good, ...env })).not.toThrow('hunter2');
  }
});

test('the platform is named with all that signing in there needs, and passwords can be off then', () => {
  expect(readConfig(good)).toMatchObject({ platform: undefined, passwordSignIn: true });
  const told = {
    ...good,
    MINIMART_OIDC_ISSUER: 'https://id.acme.example',
    MINIMART_OIDC_CLIENT_ID: 'minimart',
    MINIMART_OIDC_CLIENT_SECRET: 'hunter2',
    MINIMART_OIDC_NAME: 'Acme & Söhne',
  };
  expect(readConfig({ ...told, MINIMART_PASSWORD_SIGN_IN: 'off' })).toMatchObject({
    platform: {
      issuer: 'https://id.acme.example',
      clientId: 'minimart',
      clientSecret: 'hunter2',
      name: 'Acme & Söhne',
      scopes: ['openid', 'profile', 'email'],
      workspacesClaim: 'minimart_workspaces',
    },
    passwordSignIn: false,
  });
  const other = { MINIMART_OIDC_SCOPES: 'openid,acme', MINIMART_OIDC_WORKSPACES_CLAIM: 'off' };
  expect(readConfig({ ...told, ...other }).platform).toMatchObject({
    scopes: ['openid', 'acme'],
    workspacesClaim: undefined,
  });
  const wrong: [Record<string, string>, string][] = [
    [{ MINIMART_OIDC_ISSUER: 'http://id.acme.example' }, 'MINIMART_OIDC_ISSUER: must be the https address'],
    [{ MINIMART_OIDC_ISSUER: 'https://id.acme.example?a=b' }, 'MINIMART_OIDC_ISSUER: must be the https address'],
    [{ MINIMART_OIDC_CLIENT_ID: 'mini mart' }, 'MINIMART_OIDC_CLIENT_ID: must be the id'],
    [{ MINIMART_OIDC_CLIENT_SECRET: '' }, 'MINIMART_OIDC_CLIENT_SECRET: must be the secret'],
    [{ MINIMART_OIDC_NAME: 'x'.repeat(41) }, 'MINIMART_OIDC_NAME: must be the name'],
    [{ MINIMART_OIDC_SCOPES: 'profile email' }, 'MINIMART_OIDC_SCOPES: must be names of scopes'],
    [{ MINIMART_OIDC_WORKSPACES_CLAIM: 'my claim' }, 'MINIMART_OIDC_WORKSPACES_CLAIM: must be the name of a claim'],
    [{ MINIMART_PASSWORD_SIGN_IN: 'no' }, 'MINIMART_PASSWORD_SIGN_IN: must be on or off'],
  ];
  for (const [change, message] of wrong) expect(() => readConfig({ ...told, ...change })).toThrow(message);
  expect(readConfig({ ...told, MINIMART_OIDC_ISSUER: 'http://127.0.0.1:4400' }).platform).toBeDefined();
  expect(() => readConfig({ ...good, MINIMART_PASSWORD_SIGN_IN: 'off' })).toThrow(
    'MINIMART_PASSWORD_SIGN_IN: must be on',
  );
  const half = { ...good, MINIMART_OIDC_ISSUER: 'https://id.acme.example', MINIMART_OIDC_NAME: 'Acme' };
  expect(() => readConfig(half)).toThrow(
    /MINIMART_OIDC_CLIENT_ID: must be set.*\n.*MINIMART_OIDC_CLIENT_SECRET: must be set/,
  );
});

test('pictures lie in files, or in a bucket of which everything is told', () => {
  expect(readConfig(good).s3).toBeUndefined();
  const s3 = {
    MINIMART_S3_ENDPOINT: 'https://s3.example.com',
    MINIMART_S3_BUCKET: 'pictures',
    MINIMART_S3_ACCESS_KEY_ID: 'minimart',
    MINIMART_S3_SECRET_ACCESS_KEY: 'hunter2',
  };
  const place = { endpoint: 'https://s3.example.com', bucket: 'pictures', region: 'us-east-1' };
  expect(readConfig({ ...good, ...s3 }).s3).toEqual({ ...place, accessKeyId: 'minimart', secretAccessKey: 'hunter2' });
  for (const name of Object.keys(s3)) {
    const read = () => readConfig({ ...good, ...s3, [name]: undefined });
    expect(read).toThrow(`${name}: must be set`);
    expect(read).not.toThrow('hunter2');
  }
  expect(() => readConfig({ ...good, ...s3, MINIMART_S3_BUCKET: 'Not/A/Bucket' })).toThrow('the name of a bucket');
});

test('all mistakes come in one message that names each variable and repeats no secret', () => {
  const env = {
    MINIMART_ROLE: 'boss',
    DATABASE_URL: 'mysql://x',
    MINIMART_AUTH_SECRET: 'hunter2',
    MINIMART_SEALING_KEYS: 'k1:hunter2',
  };
  const read = () => readConfig(env);
  for (const name of [
    'MINIMART_ROLE',
    'DATABASE_URL',
    'MINIMART_BASE_URL',
    'MINIMART_AUTH_SECRET',
    'MINIMART_SEALING_KEYS',
  ]) {
    expect(read).toThrow(name);
  }
  expect(read).not.toThrow('hunter2');
});

test.each([
  ['MINIMART_AUTH_SECRET', undefined, 'must be set; make one: openssl rand -base64 48'],
  ['MINIMART_AUTH_SECRET', 'kR7', 'must have 32 characters or more; make one: openssl rand'],
  ['MINIMART_AUTH_SECRET', 'please-change-me-please-change-me-now', 'must be random; make one: openssl rand'],
  ['MINIMART_AUTH_SECRET', 'a'.repeat(64), 'must be random'],
  ['MINIMART_SEALING_KEYS', undefined, 'must be set, as id:base64; make one: echo "k1:$(openssl rand -base64 32)"'],
  ['MINIMART_SEALING_KEYS', `k1:${Buffer.alloc(32).toString('base64')}`, 'must be random; make one: echo'],
  ['MINIMART_SEALING_KEYS', 'k1:c2hvcnQ=', 'sealing key 1 must be written id:base64 with 32 bytes; make one: echo'],
])('%s that is missing, short or made up is refused, with how to make one', (name, value, told) => {
  const read = () => readConfig({ ...good, [name]: value });
  expect(read).toThrow(`${name}: ${told}`);
  if (value !== undefined) expect(read).not.toThrow(value);
});

test('each secret can lie in a file; told in both ways, or in a file that is not there or empty, it is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-secrets-'));
  try {
    const path = join(folder, 'secret');
    await writeFile(path, `${good.MINIMART_AUTH_SECRET}\n`);
    const { MINIMART_AUTH_SECRET: _, ...without } = good;
    expect(readConfig({ ...without, MINIMART_AUTH_SECRET_FILE: path }).authSecret).toBe(good.MINIMART_AUTH_SECRET);
    expect(readConfig({ ...good, MINIMART_AUTH_SECRET_FILE: '' }).authSecret).toBe(good.MINIMART_AUTH_SECRET);
    for (const name of secretNames) {
      const both = () => readConfig({ ...good, [name]: 'postgresql://me:hunter2@x/y', [`${name}_FILE`]: path });
      expect(both).toThrow(`${name}: is set, and ${name}_FILE is, too: leave one of them out`);
      expect(both).not.toThrow('hunter2');
      const gone = () => readConfig({ ...good, [name]: undefined, [`${name}_FILE`]: join(folder, 'none') });
      expect(gone).toThrow(`${name}: is to be read from ${name}_FILE, and that file cannot be read (ENOENT)`);
    }
    await writeFile(path, '\n');
    expect(() => readConfig({ ...without, MINIMART_AUTH_SECRET_FILE: path })).toThrow('that file is empty');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('proxies in front are so many, or at these addresses', () => {
  const read = (text?: string) => readConfig({ ...good, MINIMART_PROXY_HOPS: text }).proxyHops;
  expect([read(), read('0'), read('2')]).toEqual([1, 0, 2]);
  expect(read('127.0.0.1, 10.0.0.0/8,2001:db8::/32')).toEqual(['127.0.0.1', '10.0.0.0/8', '2001:db8::/32']);
  for (const text of ['-1', '11', '1.5', 'loopback', '10.0.0.0/40', '10.0.0', '']) {
    expect(() => read(text), text).toThrow('MINIMART_PROXY_HOPS: must be a number of proxies from 0 to 10, or their');
  }
});

test('the README has a row for each setting, with what it is when not set, and no other', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `([A-Z0-9_]+)` +\|([^|]*)\|/gm)].filter(([, name]) => name !== 'MINIMART_ROLE');
  const told = new Map(rows.map(([, name, usual]) => [name, usual!.trim().replaceAll('`', '')]));
  const known = [...settings].filter(([name]) => name !== 'MINIMART_ROLE');
  expect(known.length).toBeGreaterThan(10);
  expect([...told.keys()].toSorted()).toEqual(known.map(([name]) => name).toSorted());
  for (const [name, usual] of known)
    expect([name, told.get(name)]).toEqual([name, usual === undefined ? expect.anything() : String(usual)]);
});

test('strangers sign up where mails go out, unless it is said that they do not; without mails they cannot', () => {
  const demo = { ...good, MINIMART_MAIL_OUTBOX: 'on', MINIMART_RECEIVER_URL: 'http://127.0.0.1:9' };
  expect([readConfig(good).signUp, readConfig(demo).signUp]).toEqual(['closed', 'open']);
  expect(readConfig({ ...demo, MINIMART_SIGN_UP: 'closed' }).signUp).toBe('closed');
  expect(() => readConfig({ ...good, MINIMART_SIGN_UP: 'open' })).toThrow(
    'MINIMART_SIGN_UP: must be closed, or left out',
  );
  expect(() => readConfig({ ...demo, MINIMART_SIGN_UP: 'yes' })).toThrow('MINIMART_SIGN_UP: must be open or closed');
});
