import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readConfig, settings } from './config.ts';

const good = {
  MINIMART_ROLE: 'dispatcher',
  DATABASE_URL: 'postgresql://127.0.0.1/minimart',
  MINIMART_BASE_URL: 'https://store.example.com',
  MINIMART_AUTH_SECRET: 'a secret of a test, 32 characters',
  MINIMART_SEALING_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
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
