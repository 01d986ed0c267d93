import { expect, test } from 'vitest';
import { judgeMemory, sampleMemory, type MemorySample } from './watch-memory.ts';

/** A process that is looked at once a second. */
const course = (seconds: number, megabytesAt: (second: number) => number): MemorySample[] =>
  Array.from({ length: seconds }, (_, second) => {
    return { name: 'api', pid: 7, atMs: second * 1_000, megabytes: megabytesAt(second) };
  });

test('a process whose memory goes up and down is flat, whatever its first 45 s were', () => {
  expect(judgeMemory(course(200, (second) => (second < 45 ? second * 10 : 300 + (second % 7) * 10)))).toMatchObject([
    { isFlat: true, highest: 440 },
  ]);
});

test('one that grows by half a megabyte a second is not', () => {
  expect(judgeMemory(course(300, (second) => 200 + second / 2))).toMatchObject([{ isFlat: false }]);
});

test('of one that did not live for long enough nothing is said', () => {
  expect(judgeMemory(course(90, (second) => 200 + second * 5))).toMatchObject([{ isFlat: undefined }]);
});

test('reads what Linux tells of a process, and leaves out one that is gone', async () => {
  const samples = await sampleMemory([
    { name: 'own', pid: process.pid },
    { name: 'gone', pid: undefined },
  ]);
  expect(samples.map(({ name }) => name)).toEqual(process.platform === 'linux' ? ['own'] : []);
});
