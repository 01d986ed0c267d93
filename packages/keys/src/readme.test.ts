import { readFileSync } from 'node:fs';
import express from 'express';
import { Client, Pool } from 'pg';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createTestDatabase } from '@minimart/test-kit';
import * as root from './index.ts';
import * as guard from './express/index.ts';
import * as orm from './mikro-orm/index.ts';
import type { MintedKey } from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]?.replaceAll(/^import .*$/gm, '') ?? '';
const AsyncFunction = (async () => {}).constructor as new (
  ...text: string[]
) => (...given: unknown[]) => Promise<unknown>;

test('the example in the README runs and does what it says', async () => {
  await using db = await createTestDatabase(orm.keysTables);
  await using pool = Object.assign(new Pool({ connectionString: db.url }), {
    [Symbol.asyncDispose]: () => pool.end(),
  });
  const app = express();
  const given = { ...root, ...guard, ...orm, Client, em: db.em(), pool, url: db.url, app };
  const run = new AsyncFunction(...Object.keys(given), `${example}; return { key, plain, changes };`);
  const { key, plain, changes } = (await run(...Object.values(given))) as MintedKey & {
    changes: orm.KeyChangeListener;
  };
  const answer = await request(app).get('/flow/tags').auth(plain, { type: 'bearer' }).expect(200);
  expect(answer.body).toEqual({ workspace: key.tenant });
  await request(app).get('/flow/tags').expect(401);
  await changes.stop();
});
