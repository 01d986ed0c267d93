import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../domain/finding.ts';
import { accountsTables, createDevelopers, type Developers } from './index.ts';

const found: Finding = { isFound: true };
const gone: Finding = { isFound: false, reason: 'absent', found: 'Nothing.', remedy: 'Add it.' };
const hourMs = 3_600_000;

/** Two developers, Ann and Bea. */
async function open() {
  const db = await createTestDatabase(accountsTables);
  const clock = createTestClock();
  for (const id of ['ann', 'bea']) {
    await db
      .em()
      .execute(`insert into accounts."user" (id, name, email, "emailVerified") values (?, ?, ?, true)`, [
        id,
        `${id} ✓`,
        `${id}@example.com`,
      ]);
  }
  const act = <Value>(work: (developers: Developers) => Promise<Value>) =>
    db.em().transactional((em) => work(createDevelopers(em, { clock })));
  const set = (domain: string, userId = 'ann', method: 'dns' | 'file' = 'dns') =>
    act((each) => each.setDomain(userId, { domain, method }, '*'));
  return {
    db,
    clock,
    act,
    set,
    profile: (userId = 'ann') => act((each) => each.profileOf(userId)),
    claim: (userId = 'ann') => act((each) => each.claimOf(userId)),
    shown: async (userId = 'ann') => (await act((each) => each.publicOf([userId]))).get(userId),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

const words = { displayName: 'Lantern Works', website: 'https://lanternworks.example', supportEmail: null };

test('a developer is called as they say, else as their account is, without what could pass for our mark', async () => {
  await using opened = await open();
  const { act, shown } = opened;
  expect(await shown()).toEqual({ name: 'ann', domain: null, website: null, supportEmail: null });
  expect(await act((each) => each.saveWords('ann', words, '"profile-0"'))).toEqual({
    displayName: null,
    website: null,
    supportEmail: null,
  });
  expect(await shown()).toEqual({ name: 'Lantern Works', domain: null, website: words.website, supportEmail: null });
  expect(await shown('bea')).toMatchObject({ name: 'bea' });
  expect(await shown('nobody')).toBeUndefined();
});

test('of two who save what they read, the second is refused', async () => {
  await using opened = await open();
  const { act, profile } = opened;
  const { etag } = await profile();
  const results = await Promise.allSettled([1, 2].map(() => act((each) => each.saveWords('ann', words, etag))));
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'profile_changed' } });
});

describe('a domain', () => {
  test('is shown once its proof was found, and counts for several developers, each by their own token', async () => {
    await using opened = await open();
    const { act, set, claim, shown, clock } = opened;
    await set('lanternworks.example');
    await set('lanternworks.example', 'bea');
    const [anns, beas] = [await claim(), await claim('bea')];
    expect(anns.token).toMatch(/^[0-9A-Za-z]{40}$/);
    expect(beas.token).not.toBe(anns.token);
    expect(await shown()).toMatchObject({ domain: null });
    const settled = await act((each) => each.settleCheck(anns, found, clock.now()));
    expect(settled).toMatchObject({ isStale: false, move: 'verified' });
    expect([(await shown())?.domain, (await shown('bea'))?.domain]).toEqual(['lanternworks.example', null]);
    await act((each) => each.settleCheck(beas, found, clock.now()));
    expect((await shown('bea'))?.domain).toBe('lanternworks.example');
  });

  test('keeps its token and standing with another method, and gets a new token with another name', async () => {
    await using opened = await open();
    const { act, set, claim, profile, clock } = opened;
    await set('one.example');
    const first = await claim();
    await act((each) => each.settleCheck(first, found, clock.now()));
    expect(await set('one.example')).toMatchObject({ isChanged: false });
    await set('one.example', 'ann', 'file');
    const moved = await claim();
    expect(moved).toMatchObject({ token: first.token, method: 'file' });
    expect(moved.claim).not.toBe(first.claim);
    expect((await profile()).domain?.verifiedAt).not.toBeNull();
    expect(await set('two.example')).toMatchObject({ isChanged: true, before: { domain: 'one.example' } });
    expect((await claim()).token).not.toBe(first.token);
    expect((await profile()).domain).toMatchObject({ domain: 'two.example', verifiedAt: null, checkedAt: null });
  });

  test.each<[string, (developers: Developers) => Promise<unknown>]>([
    ['another domain', (each) => each.setDomain('ann', { domain: 'two.example', method: 'dns' }, '*')],
    ['another method', (each) => each.setDomain('ann', { domain: 'one.example', method: 'file' }, '*')],
    ['another token', (each) => each.replaceToken('ann', '*')],
    ['its removal', (each) => each.removeDomain('ann', '*')],
    [
      'its removal and return',
      async (each) => {
        await each.removeDomain('ann', '*');
        await each.setDomain('ann', { domain: 'one.example', method: 'dns' }, '*');
      },
    ],
  ])('that was changed by %s while a check ran is not touched by what the check found', async (_what, change) => {
    await using opened = await open();
    const { act, set, claim, profile, clock, shown } = opened;
    await set('one.example');
    const checked = await claim();
    await act(change);
    const before = await profile();
    expect(await act((each) => each.settleCheck(checked, found, clock.now()))).toEqual({ isStale: true, move: null });
    expect(await profile()).toEqual(before);
    expect((await shown())?.domain).toBeNull();
  });

  test('of two checks the one that began later counts, whichever ends first', async () => {
    await using opened = await open();
    const { act, set, claim, profile, clock } = opened;
    await set('one.example');
    const checked = await claim();
    const early = clock.now();
    const late = new Date(early.getTime() + 1000);
    await act((each) => each.settleCheck(checked, found, late));
    expect(await act((each) => each.settleCheck(checked, gone, early))).toMatchObject({ isStale: true });
    expect((await profile()).domain).toMatchObject({ checkedAt: late, failingSince: null });
  });

  test('is changed by nobody who read it before somebody else changed it', async () => {
    await using opened = await open();
    const { act, set, profile } = opened;
    const none = (await profile()).domainEtag;
    await set('one.example');
    const changes: ((each: Developers) => Promise<unknown>)[] = [
      (each) => each.setDomain('ann', { domain: 'two.example', method: 'dns' }, none),
      (each) => each.replaceToken('ann', none),
      (each) => each.removeDomain('ann', none),
    ];
    for (const change of changes) await expect(act(change)).rejects.toMatchObject({ code: 'domain_changed' });
    const both = [1, 2].map((n) =>
      act((each) => each.setDomain('bea', { domain: `n${n}.example`, method: 'dns' }, '"no-domain"')),
    );
    const settled = await Promise.allSettled(both);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('whose time has come is taken by one of many dispatchers, and again when that one died', async () => {
    await using opened = await open();
    const { act, set, clock } = opened;
    await set('one.example');
    await set('two.example', 'bea');
    expect(await act((each) => each.takeDue(10))).toEqual([]);
    clock.advance(7 * hourMs);
    const taken = await Promise.all([1, 2, 3].map(() => act((each) => each.takeDue(1))));
    expect(
      taken
        .flat()
        .map(({ domain }) => domain)
        .toSorted(),
    ).toEqual(['one.example', 'two.example']);
    expect(await act((each) => each.takeDue(10))).toEqual([]);
    clock.advance(hourMs);
    expect(await act((each) => each.takeDue(10))).toHaveLength(2);
  });

  test('that was never set can be neither checked nor given a token', async () => {
    await using opened = await open();
    const { act } = opened;
    await expect(act((each) => each.claimOf('ann'))).rejects.toMatchObject({ code: 'domain_not_set' });
    await expect(act((each) => each.replaceToken('ann', '*'))).rejects.toMatchObject({ code: 'domain_not_set' });
  });
});
