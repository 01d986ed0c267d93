import { expect, test } from 'vitest';
import { createPageKeeper, type Served } from './create-page-keeper.ts';

/** A keeper whose clock, revision and pages are ours. */
function open({ mostBytes }: { mostBytes?: number } = {}) {
  const world = { revision: '1' as string | undefined, time: 0, text: 'first', status: 200 };
  const rendered: { key: string; isAhead: boolean }[] = [];
  const keeper = createPageKeeper({
    revision: async () => world.revision,
    now: () => world.time,
    ...(mostBytes !== undefined && { mostBytes }),
  });
  const ask = async (key = '/') => {
    const served = await keeper.serve(key, async (isAhead) => {
      rendered.push({ key, isAhead });
      const { text, status } = world;
      await turn();
      return new Response(text, { status, headers: { etag: `"${text}"` } });
    });
    return { text: await textOf(served), isOwn: !('page' in served) || served.isOwn };
  };
  return { world, rendered, ask };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const textOf = (served: Served) => ('page' in served ? served.page.body.toString() : served.answer.text());

test('a page is rendered once and then given from memory', async () => {
  const { ask, rendered } = open();
  expect(await ask()).toEqual({ text: 'first', isOwn: true });
  expect(await ask()).toEqual({ text: 'first', isOwn: false });
  expect(rendered).toEqual([{ key: '/', isAhead: false }]);
});

test('whoever asks after a publication gets the page as it is after it', async () => {
  const { ask, world } = open();
  await ask();
  Object.assign(world, { revision: '2', text: 'second' });
  expect(await ask()).toEqual({ text: 'second', isOwn: true });
});

test('a page that was being rendered when something was published is not given to whoever asks after it', async () => {
  const { ask, world } = open();
  const before = ask();
  await Promise.resolve();
  Object.assign(world, { revision: '2', text: 'second' });
  const after = ask();
  expect([(await before).text, (await after).text]).toEqual(['first', 'second']);
  expect((await ask()).text).toBe('second');
});

test('after five seconds the former page is given while one new one is rendered, for nobody', async () => {
  const { ask, world, rendered } = open();
  await ask();
  Object.assign(world, { time: 5_001, text: 'second' });
  expect((await Promise.all([ask(), ask(), ask()])).map(({ text }) => text)).toEqual(['first', 'first', 'first']);
  await turn();
  await turn();
  expect(rendered.slice(1)).toEqual([{ key: '/', isAhead: true }]);
  expect(await ask()).toEqual({ text: 'second', isOwn: false });
});

test('after a minute nothing is given before it is rendered anew', async () => {
  const { ask, world } = open();
  await ask();
  Object.assign(world, { time: 60_001, text: 'second' });
  expect(await ask()).toEqual({ text: 'second', isOwn: true });
});

test('while the revision cannot be learnt, what there is is given for an hour and nothing is kept', async () => {
  const { ask, world, rendered } = open();
  await ask();
  Object.assign(world, { revision: undefined, time: 3_600_000, text: 'second' });
  expect((await ask()).text).toBe('first');
  world.time += 1;
  expect(await ask()).toEqual({ text: 'second', isOwn: true });
  await ask('/apps/other');
  await ask('/apps/other');
  expect(rendered.filter(({ key }) => key === '/apps/other')).toHaveLength(2);
});

test('a page that a hundred ask for at once is rendered once', async () => {
  const { ask, rendered } = open();
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask()));
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['first']));
  expect(answers.filter(({ isOwn }) => isOwn)).toHaveLength(1);
  expect(rendered).toHaveLength(1);
});

test('an error is not kept, and takes the place of nothing', async () => {
  const { ask, world } = open();
  world.status = 503;
  expect((await Promise.all([ask(), ask()])).map(({ isOwn }) => isOwn)).toEqual([true, true]);
  world.status = 200;
  await ask();
  Object.assign(world, { status: 503, time: 6_000, text: 'broken' });
  await ask();
  await turn();
  await turn();
  expect((await ask()).text).toBe('first');
});

test('searches push out searches, and never a page at a plain address', async () => {
  const { ask, rendered } = open({ mostBytes: 10_000 });
  await ask('/');
  for (let each = 0; each < 50; each += 1) await ask(`/?query=${each}`);
  await ask('/');
  expect(rendered.filter(({ key }) => key === '/')).toHaveLength(1);
  await ask('/?query=0');
  expect(rendered.filter(({ key }) => key === '/?query=0')).toHaveLength(2);
});
