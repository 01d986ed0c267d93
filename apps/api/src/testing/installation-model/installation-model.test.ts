import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../create-test-api.ts';
import type { TestPerson } from '../plant-people.ts';
import { inspectEnd, inspectWorld, type Standing } from './inspect-world.ts';
import {
  apply,
  declaredBy,
  followReleases as followInModel,
  freshModel,
  greet,
  inStore,
  planOf,
  settle,
  type Action,
  type Model,
  type Outcome,
} from './model.ts';
import { claim, followReleases, openWorld, perform, settleAll, type World } from './real-world.ts';

let api: TestApi;
let developer: TestPerson;
let owner: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [developer, owner] = [await api.person('developer'), await api.person('owner')];
});
afterAll(() => api[Symbol.asyncDispose]());

const runs = 25;
const mostCommands = 24;
const made = new Map<string, number>();

/** What somebody wants to do, before they have looked. */
type Wish =
  | { kind: 'install'; greet: boolean }
  | { kind: 'switch'; greet: boolean }
  | { kind: 'accept' | 'decline' }
  | { kind: 'rollBack' }
  | { kind: 'retry' | 'cancel' | 'uninstall' | 'endKey' }
  | Extract<Action, { kind: 'rotate' | 'publish' | 'settle' }>;

/** What they do, by what they see at this moment. */
function look(model: Model, wish: Wish): Action {
  const seen = inStore(model);
  const installed = model.versions.find(({ version }) => version === model.version) ?? seen;
  switch (wish.kind) {
    case 'install':
      return { kind: 'install', seen, greet: wish.greet };
    case 'switch':
      return { kind: 'switch', scopes: declaredBy(installed).filter((scope) => scope !== greet || wish.greet) };
    case 'accept':
    case 'decline':
      return { kind: wish.kind, seen: planOf(model).offer ?? seen };
    case 'rollBack':
      return { kind: 'rollBack', version: seen.version };
    case 'rotate':
    case 'publish':
    case 'settle':
      return wish;
    default:
      return { kind: wish.kind };
  }
}

/** Every end that these actions may come to, done at once: in any order, releases followed at any moment, a result that came too late. */
function endsOf(model: Model, actions: readonly Action[], follows: boolean): { model: Model; outcomes: Outcome[] }[] {
  let ends = orders(actions.map((_, index) => index)).flatMap((order) => {
    let states = [{ model, outcomes: [] as Outcome[] }];
    for (const index of order) {
      if (follows) states = states.flatMap((state) => [state, { ...state, model: followInModel(state.model) }]);
      states = states.flatMap((state) => {
        const [next, outcome] = apply(state.model, actions[index]!);
        const outcomes = [...state.outcomes];
        outcomes[index] = outcome;
        const after = { model: next, outcomes };
        return actions[index]!.kind === 'settle' ? [after, { ...after, model: state.model }] : [after];
      });
    }
    return states;
  });
  if (follows) ends = ends.map((end) => ({ ...end, model: followInModel(end.model) }));
  return ends;
}

function orders(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

/** What of the model can be seen in the database. */
const standingOf = ({ status, version, scopes, isRotating, subscribes }: Model): Standing =>
  status === 'none'
    ? { status, version: '', scopes: [], isRotating: false, subscribes }
    : { status, version, scopes: scopes.toSorted(), isRotating, subscribes };

/**
 * Every model that explains all that was seen so far. Things done at once may leave more than one: whether a former key
 * could go on, say, shows only when the next one is refused.
 */
interface Explanations {
  models: Model[];
}

const withoutRepeats = (models: readonly Model[]): Model[] => [
  ...new Map(models.map((model) => [JSON.stringify(model), model])).values(),
];

/** People and the platform doing some things at once. */
class AtOnce implements fc.AsyncCommand<Explanations, World> {
  readonly #wishes: Wish[];
  readonly #follows: boolean;
  readonly #isDoubleClick: boolean;

  constructor(wishes: Wish[], follows: boolean, isDoubleClick: boolean) {
    this.#wishes = wishes;
    this.#follows = follows;
    this.#isDoubleClick =
      isDoubleClick && wishes.length === 1 && wishes[0]!.kind !== 'publish' && wishes[0]!.kind !== 'settle';
  }

  check(): boolean {
    return true;
  }

  async run(explanations: Explanations, world: World): Promise<void> {
    const actions = this.#wishes.map((wish) => look(explanations.models[0]!, wish));
    for (const { kind } of actions) made.set(kind, (made.get(kind) ?? 0) + 1);
    const outcomes = this.#isDoubleClick
      ? await this.#clickTwice(world, actions[0]!)
      : await this.#doAll(world, actions);
    if (this.#follows) await followReleases(world);
    const real = await inspectWorld(world);
    const ends = explanations.models.flatMap((model) => endsOf(model, actions, this.#follows));
    const seen = JSON.stringify([outcomes, real]);
    const fitting = ends.filter((end) => JSON.stringify([end.outcomes, standingOf(end.model)]) === seen);
    if (fitting.length === 0) {
      const possible = ends.map((end) => [end.outcomes, standingOf(end.model)]);
      throw new Error(`No order leads here: ${JSON.stringify({ actions, outcomes, real, possible }, undefined, 1)}`);
    }
    explanations.models = withoutRepeats(fitting.map(({ model }) => model));
  }

  #doAll(world: World, actions: readonly Action[]): Promise<Outcome[]> {
    const following = this.#follows ? [followReleases(world)] : [];
    return Promise.all([Promise.all(actions.map((action) => perform(world, action))), ...following]).then(
      ([outcomes]) => outcomes,
    );
  }

  async #clickTwice(world: World, action: Action): Promise<Outcome[]> {
    const key = `click-${crypto.randomUUID()}`;
    const [first, second] = await Promise.all([perform(world, action, key), perform(world, action, key)]);
    if (second !== first) throw new Error(`One click was answered ${first}, the same one again ${second}.`);
    return [first!];
  }

  toString(): string {
    return `atOnce(${JSON.stringify(this.#wishes)}${this.#follows ? ', releases followed' : ''}${this.#isDoubleClick ? ', twice' : ''})`;
  }
}

/** A dispatcher begins to send; the results come later, some too late. */
class BeginToSend implements fc.AsyncCommand<Explanations, World> {
  check(): boolean {
    return true;
  }
  async run(_: Explanations, world: World): Promise<void> {
    await claim(world);
  }
  toString(): string {
    return 'beginToSend';
  }
}

const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('install' as const), greet: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('switch' as const), greet: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('retry', 'cancel', 'uninstall', 'endKey', 'accept', 'accept', 'decline', 'rollBack'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rotate' as const), overlapHours: fc.constantFrom(0, 24) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      flags: fc.record({ manage: fc.boolean(), greet: fc.boolean(), region: fc.boolean() }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      outcome: fc.constantFrom('delivered', 'delivered', 'delivered', 'refused', 'gave_up', 'pending'),
    }),
  },
) as fc.Arbitrary<Wish>;

// Two that publish at once would not know which number each gets.
const wishes = fc
  .array(wish, { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.filter(({ kind }, index) => kind !== 'publish' || all.findIndex((each) => each.kind === kind) === index),
  )
  // Two results at once would each be of one request or the other.
  .map((all) =>
    all.filter(({ kind }, index) => kind !== 'settle' || all.findIndex((each) => each.kind === kind) === index),
  );

test('whoever does what at once, an installation is in a state that some order of it leads to, and nothing is left half done', async () => {
  const commands = fc.commands(
    [fc.tuple(wishes, fc.boolean(), fc.boolean()).map((given) => new AtOnce(...given)), fc.constant(new BeginToSend())],
    { maxCommands: mostCommands, size: 'max' },
  );
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      const explanations: Explanations = { models: [freshModel()] };
      const real = await openWorld(api, { developer, owner, first: freshModel().versions[0]! });
      await fc.asyncModelRun(() => ({ model: explanations, real }), given);
      steps += [...given].length;
      await settleAll(real);
      await followReleases(real);
      const ends = explanations.models.map((model) => standingOf(followInModel(settle(model, 'delivered'))));
      expect(ends).toContainEqual(await inspectWorld(real));
      await inspectEnd(real);
    }),
    { numRuns: runs, endOnFailure: true },
  );
  const counts = [...made].toSorted().map(([kind, count]) => `${count} ${kind}`);
  const moves = [...made.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(`model: ${runs} runs, ${steps} steps, ${moves} moves: ${counts.join(', ')}\n`);
  // Commands that are never drawn would prove nothing.
  for (const kind of ['install', 'accept', 'switch', 'settle', 'publish', 'uninstall', 'retry'])
    expect([kind, made.get(kind) ?? 0]).toEqual([kind, expect.toSatisfy((count: number) => count > 0)]);
  expect(api.logged()).not.toContain('a request failed');
}, 300_000);
