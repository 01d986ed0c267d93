import { randomBytes } from 'node:crypto';
import { schemaDifferences } from '@minimart/database';
import { createSealer } from '@minimart/sealing';
import { createMailServer, createTestDatabase, type MailRefusal, type TestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createSmtpSender } from '../create-smtp-sender.ts';
import { MailDispatcher, type MailDispatcherOptions } from '../mail-dispatcher.ts';
import type { NewMail } from '../mail.ts';
import { writeMail } from '../write-mail.ts';
import { createMailbox, createMailStore, forgetMails, mailTables } from './index.ts';

const sealer = createSealer({ keys: [{ id: 'test', key: randomBytes(32) }] });
const words = {
  greeting: 'Hello Ada,',
  paragraphs: ['It is installed.'],
  action: { label: 'Look', url: 'https://store.test/x' },
  footer: 'Minimart',
};
const mail = (changes: Partial<NewMail> = {}): NewMail => ({
  ...writeMail({ subject: 'News of Tag Sync – ü', ...words }),
  to: { name: 'Ada Lovelace', address: 'ada@example.com' },
  ...changes,
});
const enqueue = (db: TestDatabase, ...mails: NewMail[]) =>
  createMailbox(db.em(), { mode: 'send', sealer }).enqueue(mails);
const stateOf = async (db: TestDatabase) =>
  db
    .em()
    .execute<{ to: string; status: string; attempts: number; error: string | null }[]>(
      `select to_address as "to", status, attempts, last_error as error from mail.messages order by created_at, to_address`,
    );

const quiet = { warn: vi.fn(), error: vi.fn() };

/** A dispatcher on the database that sends to an address, with short waits. */
function dispatch(db: TestDatabase, url: string, options: Partial<MailDispatcherOptions> = {}) {
  const dispatcher = new MailDispatcher({
    store: createMailStore(() => db.em(), sealer),
    sender: createSmtpSender({ url, from: 'Minimart <no-reply@store.test>' }),
    logger: quiet,
    retryPlan: [50, 50, 50],
    pollMs: 20,
    ...options,
  });
  dispatcher.start();
  return { [Symbol.asyncDispose]: () => dispatcher.stop() };
}

test('a mail arrives once, whole, under a Message-ID of its own; nothing that rolled back is sent', async () => {
  await using db = await createTestDatabase(mailTables);
  await using server = await createMailServer();
  await enqueue(db, mail(), mail({ to: { name: 'Bob', address: 'bob@example.com' } }));
  const failing = db.em().transactional(async (em) => {
    await createMailbox(em, { mode: 'send', sealer }).enqueue([
      mail({ to: { name: 'No', address: 'no@example.com' } }),
    ]);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await using _ = dispatch(db, server.url);
  await server.waitFor(2);
  await vi.waitFor(
    async () => expect((await stateOf(db)).map(({ status }) => status)).toEqual(['sent', 'sent']),
    15_000,
  );
  const ada = server.mails.find(({ to }) => to[0] === 'ada@example.com');
  expect(server.mails).toHaveLength(2);
  expect(new Set(server.mails.map((each) => each.header('message-id'))).size).toBe(2);
  expect(ada!.header('message-id')).toMatch(/^<mail_\w{20}@store\.test>$/);
  expect(ada!.header('from')).toBe('Minimart <no-reply@store.test>');
  expect(ada!.header('to')).toBe('Ada Lovelace <ada@example.com>');
  expect(ada!.header('subject')).toContain('=?UTF-8?Q?');
  expect(ada!.raw).toMatch(/text\/plain[\s\S]*It is installed\.[\s\S]*text\/html[\s\S]*<p>It is installed\.<\/p>/);
});

test('two dispatchers send a hundred mails once each', async () => {
  await using db = await createTestDatabase(mailTables);
  await using server = await createMailServer();
  const to = Array.from({ length: 100 }, (_, n) => `person-${n}@example.com`);
  await enqueue(db, ...to.map((address) => mail({ to: { name: 'P', address } })));
  await using _ = dispatch(db, server.url);
  await using other = dispatch(db, server.url);
  expect(other).toBeDefined();
  await server.waitFor(100);
  await vi.waitFor(async () => expect((await stateOf(db)).every(({ status }) => status === 'sent')).toBe(true), 15_000);
  expect(server.mails.map((each) => each.to[0]).toSorted()).toEqual(to.toSorted());
});

test('a mail that did not get its turn in time is not sent behind the back of its next attempt', async () => {
  await using db = await createTestDatabase(mailTables);
  const hanging = Promise.withResolvers<void>();
  await using server = await createMailServer({ beforeAnswer: () => hanging.promise });
  await enqueue(db, ...Array.from({ length: 8 }, (_, n) => mail({ to: { name: 'P', address: `p${n}@example.com` } })));
  const sender = createSmtpSender({ url: server.url, from: 'no-reply@store.test', deadlineMs: 4000 });
  const logger = { warn: vi.fn(), error: vi.fn() };
  await using _ = dispatch(db, server.url, { sender, logger, batchSize: 8, retryPlan: [60_000] });
  await vi.waitFor(async () => expect((await stateOf(db)).every(({ attempts }) => attempts === 1)).toBe(true), 15_000);
  await vi.waitFor(() => expect(logger.warn).toHaveBeenCalledTimes(8), 15_000);
  const taken = server.mails.length;
  expect(taken).toBeLessThan(8);
  hanging.resolve();
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(server.mails).toHaveLength(taken);
});

test('a server that is down and comes up gets every mail', async () => {
  await using db = await createTestDatabase(mailTables);
  const { port, url } = await createMailServer().then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server;
  });
  await enqueue(db, mail());
  await using _ = dispatch(db, url, { retryPlan: Array.from({ length: 100 }, () => 50) });
  await vi.waitFor(async () => expect((await stateOf(db))[0]!.error).toContain('ECONNREFUSED'), 15_000);
  await using server = await createMailServer({ port });
  await server.waitFor(1);
  await vi.waitFor(async () => expect(await stateOf(db)).toMatchObject([{ status: 'sent', error: null }]), 15_000);
  expect((await stateOf(db))[0]!.attempts).toBeGreaterThan(1);
});

test.each<[string, MailRefusal, string, number]>([
  ['an unknown recipient (550)', (at) => (at === 'to' ? { code: 550, words: 'No such user' } : undefined), 'failed', 1],
  ['content it refuses (554)', (at) => (at === 'data' ? { code: 554, words: 'Spam' } : undefined), 'failed', 1],
  ['a full mailbox (452), for good', (at) => (at === 'to' ? { code: 452, words: 'Full' } : undefined), 'failed', 4],
  [
    'a sender it refuses (550): ours to mend',
    (at) => (at === 'from' ? { code: 550, words: 'No' } : undefined),
    'failed',
    4,
  ],
])('%s: %j after %j attempts', async (_name, refuse, status, attempts) => {
  await using db = await createTestDatabase(mailTables);
  await using server = await createMailServer({ refuse });
  await enqueue(db, mail());
  await using _ = dispatch(db, server.url);
  await vi.waitFor(async () => expect(await stateOf(db)).toMatchObject([{ status, attempts }]), 15_000);
  expect(server.mails).toEqual([]);
});

test('what a server says is logged without the recipient that it repeats', async () => {
  await using db = await createTestDatabase(mailTables);
  const refuse: MailRefusal = (at, address) =>
    at === 'to' ? { code: 550, words: `<${address}>: no such user` } : undefined;
  await using server = await createMailServer({ refuse });
  await enqueue(db, mail());
  const logger = { warn: vi.fn(), error: vi.fn() };
  await using _ = dispatch(db, server.url, { logger });
  await vi.waitFor(() => expect(logger.warn).toHaveBeenCalled(), 15_000);
  const logged = JSON.stringify(logger.warn.mock.calls);
  expect(logged).toContain('no such user');
  expect(logged).not.toContain('ada@example.com');
});

test('a server that is busy (451) gets the mail a moment later, and others are not held up', async () => {
  await using db = await createTestDatabase(mailTables);
  let refusals = 0;
  const refuse: MailRefusal = (at, address) =>
    at === 'to' && address === 'ada@example.com' && ++refusals < 3 ? { code: 451, words: 'Greylisted' } : undefined;
  await using server = await createMailServer({ refuse });
  await enqueue(db, mail(), mail({ to: { name: 'Bob', address: 'bob@example.com' } }));
  await using _ = dispatch(db, server.url);
  const [first] = await server.waitFor(2);
  expect(first!.to).toEqual(['bob@example.com']);
  await vi.waitFor(
    async () => expect((await stateOf(db)).map(({ status }) => status)).toEqual(['sent', 'sent']),
    15_000,
  );
});

test('who dies between sending and taking it down leaves a mail that is sent again under the same Message-ID', async () => {
  await using db = await createTestDatabase(mailTables);
  await using server = await createMailServer();
  await enqueue(db, mail());
  const store = createMailStore(() => db.em(), sealer);
  const sender = createSmtpSender({ url: server.url, from: 'no-reply@store.test' });
  // One that sends and dies: what became of it is never taken down.
  const [claimed] = await store.claim({ limit: 1, leaseMs: 5000 });
  expect(await sender.send(claimed!)).toEqual({ ok: true });
  sender.close();
  expect(await store.claim({ limit: 1, leaseMs: 5000 })).toEqual([]);
  await using _ = dispatch(db, server.url);
  const [first, second] = await server.waitFor(2);
  expect(second!.header('message-id')).toBe(first!.header('message-id'));
  await vi.waitFor(async () => expect(await stateOf(db)).toMatchObject([{ status: 'sent', attempts: 2 }]), 15_000);
  expect(await store.settle(claimed!, { kind: 'failed', error: 'late' })).toBe(false);
  expect(await stateOf(db)).toMatchObject([{ status: 'sent' }]);
});

test('a mail about the same thing to the same person is written once', async () => {
  await using db = await createTestDatabase(mailTables);
  const of = (dedupeKey: string, address = 'ada@example.com') => mail({ dedupeKey, to: { name: 'A', address } });
  await enqueue(db, of('n-1'), of('n-1', 'bob@example.com'));
  await enqueue(db, of('n-1'), of('n-2'));
  expect(await stateOf(db)).toHaveLength(3);
});

test('without a server mails are kept to be read, each by whom it is to, or not written at all', async () => {
  await using db = await createTestDatabase(mailTables);
  const [kept, dropped] = [
    createMailbox(db.em(), { mode: 'keep', sealer }),
    createMailbox(db.em(), { mode: 'drop', sealer }),
  ];
  await dropped.enqueue([mail()]);
  expect((await kept.mailsTo('ada@example.com', { limit: 10 })).items).toEqual([]);
  for (const subject of ['1', '2', '3']) await kept.enqueue([mail({ subject })]);
  await kept.enqueue([mail({ to: { name: 'Bob', address: 'bob@example.com' } })]);
  const first = await kept.mailsTo('ada@example.com', { limit: 2 });
  const second = await kept.mailsTo('ada@example.com', { limit: 2, cursor: first.nextCursor! });
  expect([...first.items, ...second.items].map(({ subject }) => subject).toSorted()).toEqual(['1', '2', '3']);
  expect([first.items.length, second.nextCursor]).toEqual([2, null]);
  expect(await createMailStore(() => db.em(), sealer).claim({ limit: 10, leaseMs: 1000 })).toEqual([]);
  await expect(kept.mailsTo('x', { limit: 1, cursor: 'zz' })).rejects.toMatchObject({ code: 'invalid_cursor' });
});

test.each(['ada@example.com\r\nRCPT TO:<evil@example.com>', 'ada@example.com>\r\nX: y', 'a@b, evil@example.com'])(
  'the address %j reaches nobody else',
  async (address) => {
    await using db = await createTestDatabase(mailTables);
    await using server = await createMailServer();
    await enqueue(
      db,
      mail({ to: { name: 'Ada\r\nBcc: evil@example.com', address }, subject: 'x\r\nBcc: evil@example.com' }),
    );
    await using _ = dispatch(db, server.url);
    await vi.waitFor(
      async () => expect(['sent', 'failed', 'waiting']).toContain((await stateOf(db))[0]!.status),
      15_000,
    );
    await vi.waitFor(async () => expect((await stateOf(db))[0]!.attempts).toBeGreaterThan(0), 15_000);
    for (const each of server.mails) {
      expect(each.to).not.toContain('evil@example.com');
      expect(each.header('bcc')).toBeUndefined();
    }
  },
);

const contentOf = (db: TestDatabase) =>
  db.em().execute<Record<string, unknown>[]>('select sealed, subject, text, html from mail.messages');

test('what a mail says is sealed while it waits, and erased once it was sent or given up', async () => {
  await using db = await createTestDatabase(mailTables);
  const refuse: MailRefusal = (at, address) =>
    at === 'to' && address === 'bob@example.com' ? { code: 550, words: 'No such user' } : undefined;
  await using server = await createMailServer({ refuse });
  await enqueue(db, mail(), mail({ to: { name: 'Bob', address: 'bob@example.com' } }));
  for (const { sealed, ...clear } of await contentOf(db)) {
    expect(Buffer.from(sealed as Buffer).includes('installed')).toBe(false);
    expect(clear).toEqual({ subject: null, text: null, html: null });
  }
  await using _ = dispatch(db, server.url);
  await vi.waitFor(
    async () => expect((await stateOf(db)).map(({ status }) => status).toSorted()).toEqual(['failed', 'sent']),
    15_000,
  );
  expect(server.mails[0]!.raw).toContain('It is installed.');
  for (const row of await contentOf(db)) expect(row).toEqual({ sealed: null, subject: null, text: null, html: null });
});

test('a mail that a former release wrote in the clear is sent, and erased then', async () => {
  await using db = await createTestDatabase(mailTables);
  await using server = await createMailServer();
  await db.em().execute(
    `insert into mail.messages (id, to_name, to_address, subject, text, html, status, attempts)
     values ('mail_1', 'Ada', 'ada@example.com', 'News', 'It is installed.', '<p>html</p>', 'queued', 0)`,
  );
  await using _ = dispatch(db, server.url);
  await server.waitFor(1);
  await vi.waitFor(async () => expect((await stateOf(db))[0]).toMatchObject({ status: 'sent' }), 15_000);
  expect(await contentOf(db)).toEqual([{ sealed: null, subject: null, text: null, html: null }]);
});

test('a mail whose sealing key is gone is given up, and holds up no other', async () => {
  await using db = await createTestDatabase(mailTables);
  await using server = await createMailServer();
  const gone = createSealer({ keys: [{ id: 'gone', key: randomBytes(32) }] });
  await createMailbox(db.em(), { mode: 'send', sealer: gone }).enqueue([mail()]);
  await enqueue(db, mail({ to: { name: 'Bob', address: 'bob@example.com' } }));
  await using _ = dispatch(db, server.url);
  await vi.waitFor(
    async () =>
      expect(await stateOf(db)).toMatchObject([
        { to: 'ada@example.com', status: 'failed', error: 'What it says could not be opened.' },
        { to: 'bob@example.com', status: 'sent' },
      ]),
    15_000,
  );
});

test('what is no longer waiting is deleted after its time', async () => {
  await using db = await createTestDatabase(mailTables);
  await enqueue(db, mail(), mail());
  await db.em().execute(`update mail.messages set created_at = now() - interval '31 days'`);
  expect(await forgetMails(db.em(), 30)).toBe(0);
  await db.em().execute(`update mail.messages set status = 'sent'`);
  expect(await forgetMails(db.em(), 30)).toBe(2);
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(mailTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});
