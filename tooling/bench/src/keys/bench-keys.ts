import { CachedKeyVerifier, createKeyVerifier, createScopeUniverse } from '@minimart/keys';
import { createPreparedKeyReader } from '@minimart/keys/mikro-orm';
import { hashToken, mintToken } from '@minimart/tokens';
import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Pool } from 'pg';
import { inLanes, measureInTurns, quantile, type Rate } from '../measure.ts';
import { percent, perSecond, type Line } from '../report.ts';
import { openBetterAuth } from './open-better-auth.ts';
import { openKeys } from './open-keys.ts';

const known = 1_000;
const lanes = 16;
const pairs = 30;

const shown = ({ median, slowest, fastest }: Rate) =>
  `${perSecond(median)} (${perSecond(slowest)} to ${perSecond(fastest)})`;

const among = (plains: readonly string[]) => {
  let next = 0;
  return () => plains[(next += 1) % plains.length]!;
};

/** Measures what design says of keys; tells what it is doing. */
export async function benchKeys(tell: (line: string) => void): Promise<{ lines: Line[]; postgres: string }> {
  tell('keys: a PostgreSQL of its own');
  await using world = await openKeys(known);
  const lines = [...(await warm(world)), ...(await cold(world, tell))];
  tell('keys: a guarded and an open route');
  lines.push(...(await guarded(world)));
  tell('keys: revocations heard of by three processes');
  lines.push(await revocation(world));
  for (const total of [1_000, 100_000, 1_000_000]) {
    tell(`keys: cold look-ups among ${total}`);
    await world.fillUpTo(total);
    const rates = await coldRates(world.pool, world.plains);
    const ratio = rates.verify.median / rates.select.median;
    lines.push({
      what: `cold verify among ${total.toLocaleString('en')} keys`,
      result: `${shown(rates.verify)}; ${percent(ratio)} of the bare SELECT there`,
    });
  }
  return { lines, postgres: world.version };
}

type World = Awaited<ReturnType<typeof openKeys>>;

async function warm({ pool, plains }: World): Promise<Line[]> {
  const scopes = createScopeUniverse({ scopes: ['flow-tags:view', 'sub-flows:send', 'subscribers:view'] });
  const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool), scopes });
  for (const plain of plains) await verifier.verify(plain);
  const [pick, typo] = [among(plains), mintToken('mm_live').slice(0, -1) + '_'];
  const fresh = setInterval(() => verifier.proveCurrent(performance.now()), 500);
  let good = 0;
  const rates = await measureInTurns({
    known(times) {
      verifier.proveCurrent(performance.now());
      for (let time = 0; time < times; time += 1) {
        const result = verifier.known(pick());
        if (result?.ok && result.scopes.has('flow-tags:view')) good += 1;
      }
    },
    mistyped(times) {
      for (let time = 0; time < times; time += 1)
        if (verifier.known(typo)?.ok) throw new Error('A typo was let through.');
    },
  });
  clearInterval(fresh);
  if (good === 0) throw new Error('No key was good.');
  return [
    {
      what: 'verify a remembered key and ask for its scope, in process',
      result: shown(rates.known),
      bar: '300,000/s or more',
      clears: rates.known.median >= 300_000,
    },
    { what: 'refuse a malformed key, 0 SQL statements', result: shown(rates.mistyped) },
  ];
}

/** Verifying without a memory against the bare prepared statement that it cannot do without. */
async function coldRates(pool: Pool, plains: readonly string[]) {
  const verifier = createKeyVerifier({ reader: createPreparedKeyReader(pool) });
  const bare = { name: 'bench_bare', text: 'select id, scopes from keys.api_keys where hash = $1' };
  const hashes = plains.map(hashToken);
  const [pick, pickHash] = [among(plains), among(hashes as unknown as string[])];
  return measureInTurns({
    verify: (times) =>
      inLanes(times, lanes, async () => {
        if (!(await verifier.verify(pick())).ok) throw new Error('A good key was refused.');
      }),
    select: (times) =>
      inLanes(times, lanes, async () => {
        const { rowCount } = await pool.query({ ...bare, values: [pickHash()] });
        if (rowCount !== 1) throw new Error('A key was not found.');
      }),
  });
}

async function cold({ url, pool, plains }: World, tell: (line: string) => void): Promise<Line[]> {
  tell('keys: better-auth with its api-key plugin, beside');
  await using rival = await openBetterAuth(url, 200);
  const verifier = createKeyVerifier({ reader: createPreparedKeyReader(pool) });
  const bare = { name: 'bench_bare', text: 'select id, scopes from keys.api_keys where hash = $1' };
  const hashes = plains.map(hashToken);
  let next = 0;
  const [pick, pickRival] = [among(plains), among(rival.plains)];
  const rates = await measureInTurns({
    verify: (times) => inLanes(times, lanes, () => verifier.verify(pick())),
    select: (times) =>
      inLanes(times, lanes, () => pool.query({ ...bare, values: [hashes[(next += 1) % hashes.length]] })),
    betterAuth: (times) => inLanes(times, lanes, () => rival.verify(pickRival())),
  });
  const [ofSelect, ofRival] = [
    rates.verify.median / rates.select.median,
    rates.verify.median / rates.betterAuth.median,
  ];
  return [
    { what: `bare prepared SELECT, ${lanes} at a time`, result: shown(rates.select) },
    {
      what: 'verify a cold key against that',
      result: `${shown(rates.verify)}; ${percent(ofSelect)}`,
      bar: '70 % or more',
      clears: ofSelect >= 0.7,
    },
    {
      what: "verify a cold key against better-auth's api-key plugin (1.7.5)",
      result: `better-auth ${shown(rates.betterAuth)}; ${ofRival.toFixed(1)} times as fast`,
      bar: '10 times or more',
      clears: ofRival >= 10,
    },
  ];
}

type Route = '/constant' | '/tags';

async function guarded({ url, pool, plains }: World): Promise<Line[]> {
  await pool.query('create schema bench');
  await pool.query('create table bench.tags (bot int, id int, name text, primary key (bot, id))');
  await pool.query(`insert into bench.tags select n / 20, n, 'tag ' || n from generate_series(1, 2000) as n`);
  const child = fork(new URL('serve.ts', import.meta.url), { env: { ...process.env, DATABASE_URL: url } });
  const [ports] = (await once(child, 'message')) as [Record<Route, [open: number, guarded: number]>];
  const constant = await compare(ports, '/constant', plains[0]!);
  const tags = await compare(ports, '/tags', plains[0]!);
  child.disconnect();
  const what =
    'requests/s of a guarded Express route against the same route without a guard (client and server share the cores)';
  return [
    {
      what: `${what}: one that reads 20 rows from PostgreSQL, as a call of the platform API does`,
      result: tags.result,
      bar: '90 % or more',
      clears: tags.ratio >= 0.9,
    },
    { what: `${what}: one that answers a constant and does nothing else`, result: constant.result },
  ];
}

/** Short turns: what else the machine does changes within seconds, and falls on both of a pair alike only when they are close together. */
async function compare(ports: Record<Route, [open: number, guarded: number]>, route: Route, plain: string) {
  const run = async (isGuarded: boolean) => {
    const result = await autocannon({
      url: `http://127.0.0.1:${ports[route][isGuarded ? 1 : 0]}${route}`,
      connections: 20,
      duration: 1,
      headers: { authorization: `Bearer ${plain}` },
    });
    if (result.non2xx > 0) throw new Error(`${result.non2xx} calls of ${route} were refused.`);
    return result.requests.average;
  };
  const measured: { kept: number; open: number }[] = [];
  for (let round = -4; round < pairs; round += 1) {
    // Each goes first in turn.
    const first = round % 2 === 0 ? await run(false) : undefined;
    const kept = await run(true);
    const open = first ?? (await run(false));
    if (round >= 0) measured.push({ kept, open });
  }
  const ratios = measured.map(({ kept, open }) => kept / open);
  const ratio = quantile(ratios, 0.5);
  const median = (which: 'kept' | 'open') =>
    perSecond(
      quantile(
        measured.map((one) => one[which]),
        0.5,
      ),
    );
  const half = `half of them ${percent(quantile(ratios, 0.25))} to ${percent(quantile(ratios, 0.75))}`;
  return {
    ratio,
    result: `${median('kept')} against ${median('open')}; median of ${pairs} pairs ${percent(ratio)} (${half})`,
  };
}

async function revocation({ url, keys, plains }: World): Promise<Line> {
  const children = [1, 2, 3].map(() =>
    fork(new URL('hear.ts', import.meta.url), { env: { ...process.env, DATABASE_URL: url } }),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  const begun = new Map<string, number>();
  const waits: number[] = [];
  const count = 300;
  const all = Promise.withResolvers<void>();
  for (const child of children) {
    child.on('message', ({ hash, at }: { hash: string; at: number }) => {
      const begin = begun.get(hash);
      if (begin !== undefined) waits.push(at - begin);
      if (waits.length === count * children.length) all.resolve();
    });
  }
  // From the end, since the other measurements take keys from the beginning as well: these are dead afterwards.
  const doomed = plains.splice(-count);
  for (const [place, plain] of doomed.entries()) {
    begun.set(hashToken(plain).toString('hex'), performance.timeOrigin + performance.now());
    await keys.revokeBySubject(`ins_${known - count + place}`, 'bench');
  }
  await all.promise;
  for (const child of children) child.disconnect();
  const [half, most] = [quantile(waits, 0.5), quantile(waits, 0.99)];
  return {
    what: `a revocation heard of by each of three other processes, from before it is begun (${count} revocations)`,
    result: `p50 ${half.toFixed(1)} ms, p99 ${most.toFixed(1)} ms`,
    bar: 'p99 below 50 ms',
    clears: most < 50,
  };
}
