import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import {
  catalogTables,
  createCatalog,
  createLiftings,
  createSuspensions,
  type Liftings,
  type Suspensions,
} from './index.ts';

const clock = createTestClock();
const reason = { note: 'Reported.', words: 'It sent more than it said.', stopsKeys: true, by: 'usr_operator' };

/** A published app, and what dispatchers do with its suspensions. */
async function openApp() {
  const db = await createTestDatabase(catalogTables);
  const draft = manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.' });
  const { id } = await db.em().transactional(async (em) => {
    const catalog = createCatalog(em, { clock });
    const app = await catalog.createApp({ ownerId: 'usr_1', manifest: draft });
    await catalog.publish({ appId: app.id, ownerId: 'usr_1' }, { changelog: '' });
    return app;
  });
  const act = <T>(work: (suspensions: Suspensions) => Promise<T>) => {
    clock.advance(1_000);
    return db.em().transactional((em) => work(createSuspensions(em, { clock })));
  };
  const lifted = <T>(work: (liftings: Liftings) => Promise<T>) =>
    db.em().transactional((em) => work(createLiftings(em, { clock })));
  return {
    suspend: (words = reason.words) => act((suspensions) => suspensions.suspend(id, { ...reason, words }, '*')),
    lift: () => act((suspensions) => suspensions.lift(id, '*')),
    /** Tells owners of the suspension up to an installation; all of them for null. */
    tell: (toldTo: string | null) =>
      act(async (suspensions) => suspensions.noteTold((await suspensions.takeUntold())!, toldTo)),
    /** Suspends it as a program does that knows nothing of liftings. */
    suspendAsBefore: () =>
      db.em().execute(
        `insert into catalog.suspensions (app_id, note, words, stops_keys, by, suspended_at, revision, told_to, tell_due_at)
         values (?, '', '', true, 'usr_operator', now(), 1, '', null)`,
        [id],
      ),
    take: () => lifted((liftings) => liftings.takeUntold()),
    note: (...told: Parameters<Liftings['noteTold']>) => lifted((liftings) => liftings.noteTold(...told)),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

test('once a suspension is lifted, those who were told of it are to be told, up to the end once', async () => {
  await using app = await openApp();
  await app.suspend();
  await app.tell(null);
  await app.lift();
  await app.lift();
  const lifting = (await app.take())!;
  expect(lifting).toMatchObject({ stoppedKeys: true, toldTo: '', toldOfIt: null });
  expect(await app.take()).toBeUndefined();
  expect(await app.note(lifting, 'ins_a')).toBe(true);
  const rest = (await app.take())!;
  expect(rest.toldTo).toBe('ins_a');
  expect(await app.note(rest, null)).toBe(true);
  expect(await app.note(rest, null)).toBe(false);
  clock.advance(3_600_000);
  expect(await app.take()).toBeUndefined();
});

test('a lifting that a dispatcher died with is taken by another ten minutes later', async () => {
  await using app = await openApp();
  await app.suspend();
  await app.tell(null);
  await app.lift();
  await app.take();
  clock.advance(10 * 60_000);
  expect(await app.take()).toMatchObject({ toldTo: '' });
});

test('a suspension that nobody was told of is lifted without a word', async () => {
  await using app = await openApp();
  await app.suspend();
  await app.lift();
  expect(await app.take()).toBeUndefined();
});

test('who was told in former words is told of the lifting, and nobody further on', async () => {
  await using app = await openApp();
  await app.suspend();
  await app.tell('ins_m');
  await app.suspend('It also wrote to people.');
  await app.tell('ins_c');
  await app.lift();
  expect(await app.take()).toMatchObject({ toldOfIt: 'ins_m' });
});

test('an app that is suspended again is not told as lifted, and later those are told who knew of either suspension', async () => {
  await using app = await openApp();
  await app.suspend();
  await app.tell(null);
  await app.lift();
  const lifting = (await app.take())!;
  await app.suspend();
  expect(await app.note(lifting, null)).toBe(false);
  clock.advance(3_600_000);
  expect(await app.take()).toBeUndefined();
  await app.lift();
  expect(await app.take()).toMatchObject({ toldOfIt: null });
});

test('nor one that a program of the version before suspends again', async () => {
  await using app = await openApp();
  await app.suspend();
  await app.tell(null);
  await app.lift();
  await app.suspendAsBefore();
  expect(await app.take()).toBeUndefined();
  await app.lift();
  expect(await app.take()).toMatchObject({ toldOfIt: null });
});
