import type { InstallationProgress } from '@minimart/installs';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ProgressBoard } from './progress-board.ts';
import type { Progress } from './progress-schema.ts';

const seen = (id: string, status: InstallationProgress['status'] = 'pending') =>
  ({ id, workspaceId: 'ws_one', status }) as InstallationProgress;

/** A board over states that a test sets, looking every millisecond. */
function open(states: Map<string, InstallationProgress>, bounds: { most?: number; mostOfOne?: number } = {}) {
  const looks: string[][] = [];
  const told: string[] = [];
  const faults: unknown[] = [];
  const failing = { look: false, tell: '', held: undefined as Promise<void> | undefined };
  const board = new ProgressBoard({
    async look(ids) {
      looks.push([...ids]);
      if (failing.look) throw new Error('the database is away');
      const found = ids.flatMap((id) => states.get(id) ?? []);
      await failing.held;
      return found;
    },
    async tell({ id, status }) {
      told.push(id);
      if (failing.tell === id) throw new Error(`${id} cannot be told`);
      return { installationId: id, revision: `${id} ${status}`, status } as Progress;
    },
    onError: (error) => faults.push(error),
    everyMs: 1,
    ...bounds,
  });
  return { board, looks, told, faults, failing, [Symbol.asyncDispose]: () => board.close() };
}

const patient = (after?: string, signal = new AbortController().signal) => ({ after, withinMs: 5_000, signal });

test('tells a hundred viewers of a change after one statement, and puts it into words once', async () => {
  const states = new Map([['ins_a', seen('ins_a')]]);
  await using world = open(states);
  const viewers = Array.from({ length: 100 }, (_, index) => world.board.watch('ins_a', `usr_${index}`));
  const first = await Promise.all(viewers.map((viewer) => viewer.next(patient())));
  expect(new Set(first.map((state) => state?.revision))).toEqual(new Set(['ins_a pending']));
  const waiting = Promise.all(viewers.map((viewer) => viewer.next(patient('ins_a pending'))));
  const before = world.told.length;
  states.set('ins_a', seen('ins_a', 'active'));
  expect((await waiting).every((state) => state?.status === 'active')).toBe(true);
  expect(world.told.length - before).toBe(1);
  expect(new Set(world.looks.map((ids) => ids.join()))).toEqual(new Set(['ins_a']));
});

test('looks at nothing while nobody watches, and again once somebody does', async () => {
  await using world = open(new Map([['ins_a', seen('ins_a')]]));
  await setTimeout(20);
  expect(world.looks).toHaveLength(0);
  const viewer = world.board.watch('ins_a', 'usr_one');
  await viewer.next(patient());
  expect(world.board.viewers).toBe(1);
  viewer[Symbol.dispose]();
  viewer[Symbol.dispose]();
  expect(world.board.viewers).toBe(0);
  await setTimeout(10);
  const left = world.looks.length;
  await setTimeout(20);
  expect(world.looks).toHaveLength(left);
  using other = world.board.watch('ins_a', 'usr_one');
  expect(await other.next(patient())).toMatchObject({ status: 'pending' });
});

test('says nothing within the time when nothing changes, to nobody a state they know, and null when it is gone', async () => {
  const states = new Map([['ins_a', seen('ins_a')]]);
  await using world = open(states);
  using viewer = world.board.watch('ins_a', 'usr_one');
  await viewer.next(patient());
  const again = viewer.next({ ...patient('ins_a pending'), withinMs: 100 });
  using late = world.board.watch('ins_a', 'usr_two');
  expect(await late.next(patient())).toMatchObject({ revision: 'ins_a pending' });
  expect(await late.next({ ...patient('ins_a pending'), withinMs: 5 })).toBeUndefined();
  expect(await again).toBeUndefined();
  states.delete('ins_a');
  expect(await viewer.next(patient('ins_a pending'))).toBeNull();
});

test('lets a viewer go who leaves, and everybody when it is closed', async () => {
  const world = open(new Map([['ins_a', seen('ins_a')]]));
  using leaver = world.board.watch('ins_a', 'usr_one');
  using stayer = world.board.watch('ins_a', 'usr_two');
  await stayer.next(patient());
  const leaving = new AbortController();
  const left = leaver.next(patient('ins_a pending', leaving.signal));
  const stayed = stayer.next(patient('ins_a pending'));
  leaving.abort();
  expect(await left).toBeUndefined();
  expect(stayer.isOver()).toBe(false);
  await world.board.close();
  expect([await stayed, stayer.isOver()]).toEqual([undefined, true]);
  expect(() => world.board.watch('ins_a', 'usr_one')).toThrow();
});

test('goes on after the database was away, and tells of the fault', async () => {
  const states = new Map([['ins_a', seen('ins_a')]]);
  await using world = open(states);
  world.failing.look = true;
  using viewer = world.board.watch('ins_a', 'usr_one');
  const next = viewer.next(patient());
  await expect.poll(() => world.faults.length).toBeGreaterThan(0);
  world.failing.look = false;
  expect(await next).toMatchObject({ status: 'pending' });
});

test('does not tell who comes later of what was seen before they came, nor while they did', async () => {
  const states = new Map([['ins_a', seen('ins_a')]]);
  await using world = open(states);
  using viewer = world.board.watch('ins_a', 'usr_one');
  await viewer.next(patient());
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const count = world.looks.length;
  world.failing.held = held;
  await expect.poll(() => world.looks.length).toBeGreaterThan(count);
  // A look that has begun still sees the former state; whoever comes now has read the next one.
  states.set('ins_a', seen('ins_a', 'active'));
  using late = world.board.watch('ins_a', 'usr_two');
  const next = late.next(patient('ins_a active'));
  world.failing.held = undefined;
  letGo();
  await viewer.next(patient('ins_a pending'));
  states.set('ins_a', seen('ins_a', 'failed'));
  expect(await next).toMatchObject({ status: 'failed' });
});

test('one that cannot be put into words takes nothing from the others, and is told once it can be', async () => {
  const states = new Map(['ins_a', 'ins_b'].map((id) => [id, seen(id)]));
  await using world = open(states);
  world.failing.tell = 'ins_a';
  using first = world.board.watch('ins_a', 'usr_one');
  using second = world.board.watch('ins_b', 'usr_one');
  const waiting = first.next(patient());
  expect(await second.next(patient())).toMatchObject({ revision: 'ins_b pending' });
  await expect.poll(() => world.looks.length).toBeGreaterThan(20);
  expect(world.faults[0]).toMatchObject({ message: 'ins_a cannot be told' });
  world.failing.tell = '';
  expect(await waiting).toMatchObject({ revision: 'ins_a pending' });
});

test('refuses a person who watches too many at once, and anybody when there is no room, until somebody leaves', async () => {
  await using world = open(new Map(), { most: 3, mostOfOne: 2 });
  const first = world.board.watch('ins_a', 'usr_one');
  world.board.watch('ins_b', 'usr_one');
  const refusal = (person: string) => {
    try {
      world.board.watch('ins_c', person)[Symbol.dispose]();
      return undefined;
    } catch (error) {
      return error;
    }
  };
  expect(refusal('usr_one')).toMatchObject({ code: 'too_many_streams', extra: { retryAfterSeconds: 10 } });
  world.board.watch('ins_a', 'usr_two');
  expect(refusal('usr_three')).toMatchObject({ code: 'busy', extra: { retryAfterSeconds: 5 } });
  first[Symbol.dispose]();
  expect(refusal('usr_one')).toBeUndefined();
});
