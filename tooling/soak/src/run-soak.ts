import { setTimeout as sleep } from 'node:timers/promises';
import { breakThings, recoveryMs } from './break-things.ts';
import { judge, judgeConnections, untilQuiet } from './judge.ts';
import { Ledger } from './ledger.ts';
import { liveLives } from './live-a-life.ts';
import { openReceiver } from './open-receiver.ts';
import { openSystem } from './open-system.ts';
import { plant } from './plant.ts';
import { seededRandom } from './random.ts';
import { Traffic, type KindCounts } from './traffic.ts';
import { haunt, publish, signIn, visit } from './visit.ts';
import { judgeMemory, sampleMemory, type MemoryCourse, type MemorySample } from './watch-memory.ts';
import { FaultWindows, type FaultWindow } from './windows.ts';

/** How long and how hard. */
export interface SoakOptions {
  seconds: number;
  seed: number;
  /** Between two faults. */
  pauseMs: number;
  /** Whether the pages of the store are visited as well; they are built first where that has to be. */
  withStore: boolean;
  owners?: number;
  say(line: string): void;
}

/** What came of it. */
export interface SoakResult {
  violations: string[];
  kinds: Map<string, KindCounts>;
  windows: readonly FaultWindow[];
  memory: MemoryCourse[];
  facts: Record<string, number>;
}

const toldEveryMs = 10_000;

// The limits of the containers in deploy/kubernetes, MiB.
const mostMegabytes = { api: 768, dispatcher: 512, store: 512 };
const roleOf = (name: string) => name.replace(/-\d+$/, '') as keyof typeof mostMegabytes;

/** Runs a whole system under traffic and faults, waits until it is quiet, and compares what was acknowledged with what is there. */
export async function runSoak({
  seconds,
  seed,
  pauseMs,
  withStore,
  owners = 8,
  say,
}: SoakOptions): Promise<SoakResult> {
  const random = seededRandom(seed);
  const ledger = new Ledger();
  await using stack = new AsyncDisposableStack();
  const receivers = [stack.use(await openReceiver(ledger)), stack.use(await openReceiver(ledger))];
  const system = stack.use(await openSystem({ withStore, say: () => {} }));
  const estate = await plant(system, receivers, owners);
  const windows = new FaultWindows();
  const traffic = new Traffic(system.baseUrl, windows);
  const soak = { traffic, ledger, estate, random: Math.random };
  say(`${estate.owners.length} workspaces, ${estate.apps.length} apps, ${[...system.programs.keys()].join(', ')}`);

  const memory: MemorySample[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const watch = async () => {
    for (let toldAt = startedAt; !traffic.isOver; await sleep(1_000)) {
      memory.push(...(await sampleMemory(system.watched(), { collects: false })));
      if (performance.now() - toldAt < toldEveryMs) continue;
      toldAt = performance.now();
      say(progress((toldAt - startedAt) / 1_000, traffic, ledger));
    }
  };
  const collect = async () => {
    for (; !traffic.isOver; await sleep(5_000))
      memory.push(...(await sampleMemory(system.watched(), { collects: true })));
  };
  const drivers = [
    ...estate.owners.map((owner) => liveLives(soak, owner)),
    ...Array.from({ length: 4 }, () => visit(soak, withStore)),
    signIn(soak),
    publish(soak, receivers),
    haunt(soak),
    watch(),
    collect(),
  ];
  await Promise.race([
    Promise.all(drivers),
    breakThings(
      { system, receivers, traffic, random },
      { windows, until: until - Math.min(10_000, seconds * 200), pauseMs, say: (line) => say(`  ${line}`) },
    ),
  ]);
  await sleep(Math.max(0, until - performance.now()));
  traffic.isOver = true;
  await Promise.all(drivers);
  say('The traffic is over; waiting until nothing is left to deliver.');
  const isQuiet = await untilQuiet(system);
  const verdict = await judge(soak, system);
  const connections = await judgeConnections(system);
  traffic.settle(system.broken);
  const courses = judgeMemory(memory);
  return {
    violations: [
      ...ledger.violations,
      ...(isQuiet ? [] : ['deliveries were left waiting']),
      ...verdict.violations,
      ...connections.violations,
      ...traffic.complaints,
      ...windows.all
        .filter(({ recoveredInMs }) => recoveredInMs === undefined)
        .map(({ fault }) => `not well within ${recoveryMs / 1_000} s after: ${fault}`),
      ...courses
        .filter(({ isFlat }) => isFlat === false)
        .map(({ name, pid }) => `the memory of ${name} (${pid}) grew, or was not told`),
      ...courses
        .filter(({ name, highestResident }) => highestResident > mostMegabytes[roleOf(name)])
        .map(({ name, pid }) => `${name} (${pid}) took more memory than it has in deploy/kubernetes`),
    ],
    kinds: traffic.kinds,
    windows: windows.all,
    memory: courses,
    facts: { ...verdict.facts, ...connections.facts },
  };
}

function progress(seconds: number, { kinds }: Traffic, { entries }: Ledger): string {
  const sum = (pick: (counts: KindCounts) => number) =>
    [...kinds.values()].reduce((all, counts) => all + pick(counts), 0);
  const installed = [...entries.values()].filter(({ installationId }) => installationId !== undefined).length;
  return `${Math.round(seconds)} s: ${sum(({ ok }) => ok)} answered, ${sum(({ shed }) => shed)} turned away, ${installed} installs`;
}
