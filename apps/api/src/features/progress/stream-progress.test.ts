import { expect, test } from 'vitest';
import type { Progress } from './progress-schema.ts';
import { streamProgress, type StreamProgressOptions } from './stream-progress.ts';

const state = (revision: string, isSettled = false) => ({ revision, isSettled }) as Progress;

type Next = Progress | null | undefined | 'leave' | 'close';

/** Reads the stream that these states make after the first one, to its end. */
async function read(first: Progress, states: Next[], changes: Partial<StreamProgressOptions> = {}) {
  const leaving = new AbortController();
  const known: (string | undefined)[] = [];
  let isOver = false;
  const watch: StreamProgressOptions['watch'] = {
    isOver: () => isOver,
    async next({ after }) {
      known.push(after);
      if (states.length === 0) throw new Error('The stream asked for more than it should.');
      const next = states.shift();
      if (next === 'leave') leaving.abort();
      if (next === 'close') isOver = true;
      return typeof next === 'string' ? undefined : next;
    },
  };
  const options = { watch, first, knows: undefined, mayStillRead: async () => true, signal: leaving.signal };
  const chunks: string[] = [];
  for await (const chunk of streamProgress({ ...options, ...changes })) chunks.push(chunk);
  return { events: chunks.map((chunk) => /event: (\w+)/.exec(chunk)?.[1] ?? chunk.trim()), chunks, known };
}

test('tells each state once, with its revision as its id, and closes with a reason once it is settled', async () => {
  const { events, chunks, known } = await read(state('a'), [state('b'), state('c', true)]);
  expect(events).toEqual(['retry: 2000', 'progress', 'progress', 'progress', 'end']);
  expect(chunks[1]).toBe('event: progress\nid: a\ndata: {"revision":"a","isSettled":false}\n\n');
  expect(chunks.at(-1)).toBe('event: end\ndata: {"reason":"settled"}\n\n');
  expect(known).toEqual(['a', 'b']);
});

test('does not repeat the state that the listener knows, and beats while nothing happens', async () => {
  const { events, known } = await read(state('a'), [undefined, state('b', true)], { knows: 'a' });
  expect(events).toEqual(['retry: 2000', 'beat', 'beat', 'progress', 'end']);
  expect(known).toEqual(['a', 'a']);
});

test('tells the state anew to a listener who knows another', async () => {
  const { events } = await read(state('b', true), [], { knows: 'a' });
  expect(events).toEqual(['retry: 2000', 'progress', 'end']);
});

test.each<[string, Next]>([
  ['the listener leaves', 'leave'],
  ['the process ends', 'close'],
  ['the installation is gone', null],
])('ends without a word when %s', async (_why, next) => {
  expect((await read(state('a'), [next])).events).toEqual(['retry: 2000', 'progress']);
});

test('looks before each word whether the listener may still read, and says when not', async () => {
  let may = true;
  const mayStillRead = async () => [may, (may = false)][0]!;
  const { events, chunks } = await read(state('a'), [state('b'), state('secret')], { mayStillRead });
  expect(events).toEqual(['retry: 2000', 'progress', 'progress', 'end']);
  expect(chunks.at(-1)).toContain('access_ended');
  expect(chunks.join('')).not.toContain('secret');
});

test('says nothing more when it cannot be found out whether the listener may', async () => {
  const mayStillRead = () => Promise.reject(new Error('the database is away'));
  const { events } = await read(state('a'), [state('secret')], { mayStillRead });
  expect(events).toEqual(['retry: 2000', 'progress']);
});

test('ends after its time without `end`, so that the listener comes again', async () => {
  let clock = 0;
  const { events } = await read(state('a'), [undefined, undefined], { lastsMs: 10, now: () => (clock += 4) });
  expect(events.filter((event) => event === 'end')).toEqual([]);
  expect(events.slice(0, 2)).toEqual(['retry: 2000', 'progress']);
});
