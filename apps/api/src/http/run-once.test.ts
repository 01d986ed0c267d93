import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openWorkspace } from '../features/approvals/open-workspace.fixture.ts';

test('who reads the database cannot find out by trying what a short secret was that came with an Idempotency-Key', async () => {
  await using place = await openWorkspace();
  const { as, people, workspaceId, api } = place;
  const body = (pin: string) => ({ app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: pin } });
  await as(people.owner, 'post', '/installations', body('4711')).set('idempotency-key', 'k-1').expect(201);
  const rows = await api.services
    .em()
    .execute<{ fingerprint: string }[]>(
      `select encode(fingerprint, 'hex') as fingerprint from idempotency.requests where key = 'k-1'`,
    );
  // What is hashed is no secret but for the pin itself: the route, the workspace, the body with its fields in order.
  const pairs = (value: object) => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const guess = (pin: string) => {
    const asked = pairs({ ...body(pin), authInputs: pairs({ crm_token: pin }) });
    const parts = ['installApp', pairs({ params: pairs({ workspaceId }), body: asked })];
    return hash('sha256', JSON.stringify(parts), 'hex');
  };
  const guesses = Array.from({ length: 10_000 }, (_, n) => guess(String(n).padStart(4, '0')));
  expect(guesses.indexOf(rows[0]!.fingerprint)).toBe(-1);
});

test('the same secret sent again is the same call, and another secret is another', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const install = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: '4711' } };
  const send = (changes = {}) =>
    as(people.owner, 'post', '/installations', { ...install, ...changes }).set('idempotency-key', 'k-1');
  const first = await send().expect(201);
  expect((await send().expect(201)).body.id).toBe(first.body.id);
  expect((await send({ authInputs: { crm_token: '4712' } }).expect(422)).body.code).toBe('idempotency_key_reused');
});
