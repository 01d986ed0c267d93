import inspector from 'node:inspector';
import { expect, test } from 'vitest';
import { judgeMemory, sampleMemory, type MemorySample } from './watch-memory.ts';

/** A process that is looked at once a second. */
const course = (seconds: number, inUseAt: (second: number) => number): MemorySample[] =>
  Array.from({ length: seconds }, (_, second) => {
    return { name: 'api', pid: 7, atMs: second * 1_000, resident: 400 + second, inUse: inUseAt(second) };
  });

/** As garbage comes and goes. */
const sawtooth = (second: number) => (second % 10) * 15;

test('a process whose memory goes up and down is flat, whatever its first 45 s were, and however busy it is later', () => {
  const samples = course(200, (second) =>
    second < 45 ? second * 10 : 100 + sawtooth(second) * (second > 130 ? 2 : 1),
  );
  expect(judgeMemory(samples)).toMatchObject([{ isFlat: true, early: 100, late: 100, highestResident: 599 }]);
});

test('one that keeps half a megabyte a second is not', () => {
  expect(judgeMemory(course(300, (second) => 100 + second / 2 + sawtooth(second)))).toMatchObject([{ isFlat: false }]);
});

test('of one that did not live for long enough nothing is said, and one that told nothing is not flat', () => {
  expect(judgeMemory(course(90, (second) => 200 + second * 5))).toMatchObject([{ isFlat: undefined }]);
  const mute = course(200, () => 0).map((sample) => ({ ...sample, inUse: undefined }));
  expect(judgeMemory(mute)).toMatchObject([{ isFlat: false }]);
});

test('reads what Linux and the process tell, and leaves out one that is gone', async () => {
  inspector.open(0, '127.0.0.1');
  const inspectorPort = Number(new URL(inspector.url()!).port);
  const processes = [
    { name: 'own', pid: process.pid, inspectorPort },
    { name: 'gone', pid: undefined, inspectorPort },
  ];
  const [told] = await sampleMemory(processes, { collects: false });
  const [mute] = await sampleMemory([{ name: 'mute', pid: process.pid, inspectorPort: 1 }], { collects: true });
  const [sample, ...more] = await sampleMemory(processes, { collects: true });
  inspector.close();
  expect(more).toEqual([]);
  if (process.platform !== 'linux') return;
  expect([told, mute]).toMatchObject([{ inUse: undefined }, { name: 'mute', inUse: undefined }]);
  expect(sample!.name).toBe('own');
  expect(sample!.inUse).toBeGreaterThan(5);
  expect(sample!.resident).toBeGreaterThan(sample!.inUse!);
});
