import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeLock } from './take-lock.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'minimart-lock-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Looks into a file, which is the first step of taking it, and gives up a while after it was told to. */
const lookInto = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(workerData);
  database.exec('begin; select * from sqlite_schema');
  parentPort.postMessage('looking');
  parentPort.once('message', () => setTimeout(() => database.close(), 200));
`;

it('takes a file that another one has begun to take, as soon as that one gives up', async () => {
  const file = join(folder, 'lock.sqlite');
  const other = new Worker(lookInto, { eval: true, workerData: file });
  const gone = once(other, 'exit');
  await once(other, 'message');
  expect(takeLock(file)).toBeUndefined();
  other.postMessage('give up', []);
  const lock = takeLock(file, 20_000);
  expect(lock).toBeDefined();
  expect(takeLock(file, 50)).toBeUndefined();
  lock?.release();
  await gone;
});
