import { createMailServer } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { tellNotices } from '../../roles/tell-notices.ts';
import { takeFoundSecret } from '../leak-reports/take-leak-report.ts';
import { openWorkspace } from '../approvals/open-workspace.fixture.ts';
import { startSystem } from '../../testing/start-system.ts';

const install = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };
const subjects = (mails: { subject: string }[]) => mails.map(({ subject }) => subject);

test('an installation that is given up is told to those who manage apps and to the developer, once, without what was entered', async () => {
  await using place = await openWorkspace(() => ({ status: 410, body: 'crm-secret is gone' }));
  const { as, people, mailsTo, api, apps, workspaceId } = place;
  api.dispatch();
  const { id, delivery } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  await expect.poll(async () => subjects(await mailsTo(people.owner)), { timeout: 15_000 }).toHaveLength(1);
  for (const person of [people.owner, people.admin]) {
    const [mail] = await mailsTo(person);
    expect(mail!.subject).toBe('Tag Sync could not be set up in Tea House');
    expect(mail!.text).toContain(`http://store.test/workspaces/${workspaceId}/apps/${id}`);
    expect(mail!.text).not.toMatch(/crm-secret|mm_live/);
  }
  const [mail, ...more] = await mailsTo(people.developer);
  expect([mail!.subject, more]).toEqual(['An installation of Tag Sync has failed', []]);
  expect(mail!.text).toContain(`/developer/apps/${apps['tag-sync']}/deliveries/${delivery.id}`);
  expect(mail!.text).not.toContain('Tea House');
  expect(await mailsTo(people.member)).toEqual([]);
});

test('a refusal at the first try is no mail: whoever installed is still looking', async () => {
  await using place = await openWorkspace(() => ({ status: 401 }));
  const { as, people, mailsTo, api } = place;
  api.dispatch();
  await as(people.owner, 'post', '/installations', install).expect(201);
  await expect.poll(() => place.actions(), { timeout: 15_000 }).toContain('install_failed');
  expect(await mailsTo(people.owner)).toEqual([]);
});

test('a key that leaked is told to those who manage apps, with neither the key nor the place', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo, api, receiver } = place;
  api.dispatch();
  await as(people.owner, 'post', '/installations', install).expect(201);
  const [welcome] = await receiver.waitFor(1);
  const { key } = JSON.parse(welcome!.body) as { key: string };
  await expect.poll(() => place.actions(), { timeout: 15_000 }).toContain('app_activated');
  const found = { token: key, type: 'minimart', url: 'https://github.test/leak' };
  expect((await takeFoundSecret(api.services, found)).label).toBe('true_positive');
  await takeFoundSecret(api.services, found);
  const [mail, ...more] = await mailsTo(people.owner);
  expect([mail!.subject, more]).toEqual(['A key of Tag Sync leaked, and was ended', []]);
  expect(mail!.text).toContain('A new key is on its way');
  expect(mail!.text).not.toMatch(/mm_live|github\.test/);
  expect(subjects(await mailsTo(people.admin))).toHaveLength(1);
  expect(subjects(await mailsTo(people.developer))).toEqual([]);
  const { body: log } = await as(people.owner, 'get', '/audit-log?action=key_leaked').expect(200);
  expect(log.items).toMatchObject([{ actor: { kind: 'platform' }, detail: { replaced: true } }]);
});

test.each([
  ['disabling_soon', 'The server of Tag Sync keeps failing'],
  ['disabled', 'We stopped sending to the server of Tag Sync'],
])('the notice %s is told to the developer, once, whoever takes it', async (kind, subject) => {
  await using place = await openWorkspace();
  const { api, apps, people, mailsTo } = place;
  await api.services
    .em()
    .execute(
      `insert into webhooks.notices (id, endpoint_id, kind, created_at, failing_since) values ('ntc_1', ?, ?, now(), '2026-11-20T08:00:00Z')`,
      [apps['tag-sync'], kind],
    );
  const tellers = [tellNotices(api.services), tellNotices(api.services)];
  await Promise.all(tellers.map((teller) => teller.stop()));
  const [mail, ...more] = await mailsTo(people.developer);
  expect([mail!.subject, more]).toEqual([subject, []]);
  expect(mail!.text).toContain('since 20 November 2026 (UTC)');
  expect(mail!.text).toContain(`/developer/apps/${apps['tag-sync']}/deliveries`);
});

test('everybody reads their own mails in the demo; elsewhere there is no outbox', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo, api } = place;
  const wanted = { app: 'tag-sync', scopes: ['flow-tags:view'] };
  await as(people.member, 'post', '/install-requests', wanted).expect(201);
  expect(subjects(await mailsTo(people.owner))).toHaveLength(1);
  expect(await mailsTo(people.member)).toEqual([]);
  await request(api.app).get('/v1/outbox').expect(401);
  api.services.config.mailOutbox = false;
  const call = request(api.app)
    .get('/v1/outbox')
    .set({ authorization: `Bearer ${people.owner.token}` });
  expect((await call.expect(404)).body.code).toBe('not_found');
});

test('a dispatcher that is killed after its mail was taken, before it heard so, sends it again under the same Message-ID', async () => {
  const killed = Promise.withResolvers<void>();
  await using server = await createMailServer({ beforeAnswer: () => killed.promise });
  await using system = await startSystem({
    MINIMART_SMTP_URL: server.url,
    MINIMART_MAIL_FROM: 'Store <no-reply@store.test>',
  });
  await system.em().execute(
    `insert into mail.messages (id, to_name, to_address, subject, text, html, status, attempts)
     values ('mail_1', 'Ada', 'ada@example.com', 'News', 'text', '<p>html</p>', 'queued', 0)`,
  );
  const first = await system.start('dispatcher');
  await server.waitFor(1);
  await first.kill();
  killed.resolve();
  const rows = () => system.em().execute('select status, attempts, leased_until > now() as leased from mail.messages');
  expect(await rows()).toEqual([{ status: 'queued', attempts: 1, leased: true }]);
  const second = await system.start('dispatcher');
  // The lease of the dead runs out.
  await system.em().execute(`update mail.messages set leased_until = now()`);
  const mails = await server.waitFor(2);
  expect(mails.map((mail) => mail.header('message-id'))).toEqual(['<mail_1@store.test>', '<mail_1@store.test>']);
  await vi.waitFor(async () => expect(await rows()).toEqual([{ status: 'sent', attempts: 2, leased: null }]), 15_000);
  expect(await second.stop()).toBe(0);
}, 60_000);
