import { execFile } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Mood, SoakReceiver } from './open-receiver.ts';
import type { SoakSystem } from './open-system.ts';
import { shuffled } from './random.ts';
import type { Traffic } from './traffic.ts';
import type { FaultWindows } from './windows.ts';

/** What breaks, and how. */
export interface Breaking {
  system: SoakSystem;
  receivers: readonly SoakReceiver[];
  traffic: Traffic;
  random: () => number;
}

/** One way to break something; resolves when it is over, as far as it ends by itself. */
type Fault = (breaking: Breaking) => Promise<void>;

const kill =
  (name: string): Fault =>
  async ({ system }) => {
    const { pid } = system.programs.get(name)!;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };

const signalDatabase =
  (signal: NodeJS.Signals): Fault =>
  async ({ system }) => {
    process.kill(system.databasePid(), signal);
  };

/** All processes of PostgreSQL stand still for a while: connections stay open, and nothing is answered. */
const stallDatabase: Fault = async ({ system }) => {
  const pid = String(system.databasePid());
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', pid, '-p', pid]);
  const pids = stdout.trim().split(/\s+/).map(Number);
  const signalAll = (signal: NodeJS.Signals) => {
    for (const one of pids) {
      try {
        process.kill(one, signal);
      } catch {
        // One of its processes ended by itself.
      }
    }
  };
  signalAll('SIGSTOP');
  try {
    await sleep(4_000);
  } finally {
    signalAll('SIGCONT');
  }
};

const spoil =
  (mood: Mood): Fault =>
  async ({ receivers, random }) => {
    const receiver = receivers[Math.floor(random() * receivers.length)]!;
    receiver.mood = mood;
    // Shorter than the pause before a second attempt, which is 4 to 6 s: a third one would come 5 minutes later.
    await sleep(2_500);
    receiver.mood = 'well';
  };

/** Many at once, from many addresses, so that no limit by address stands in their way; a bounded number of calls. */
const flood =
  (path: string, body?: object): Fault =>
  async ({ traffic, random }) => {
    const until = performance.now() + 4_000;
    const one = async () => {
      for (let count = 0; count < 40 && performance.now() < until; count += 1) {
        const address = `10.${100 + Math.floor(random() * 100)}.${Math.floor(random() * 250)}.${count}`;
        const sending = { kind: 'flood', path, address, fine: [401] };
        await traffic.send(body === undefined ? sending : { ...sending, method: 'POST', body });
      }
    };
    await Promise.all(Array.from({ length: 200 }, one));
  };

/** Clients that send a head or a body a byte at a time, and hold their connections. */
const crawl: Fault = async ({ system }) => {
  const { hostname, port } = new URL(system.baseUrl);
  const sockets: Socket[] = [];
  for (let count = 0; count < 100; count += 1) {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => {});
    const head =
      count % 2 === 0
        ? 'GET /v1/apps HTTP/1.1\r\nX-Slow: '
        : 'POST /v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n';
    socket.write(head);
    sockets.push(socket);
  }
  for (let turn = 0; turn < 8; turn += 1) {
    await sleep(500);
    for (const socket of sockets) if (socket.writable) socket.write('a');
  }
  for (const socket of sockets) socket.destroy();
};

const credentials = { email: 'nobody@example.com', password: 'not the right password' };

/** Everything that goes wrong; those of the store only where there is one. */
export const faults: Record<string, Fault> = {
  'kill -9 of an api': kill('api-1'),
  'kill -9 of a dispatcher': kill('dispatcher-1'),
  'PostgreSQL restarts': signalDatabase('SIGINT'),
  'a server of apps hangs': spoil('hanging'),
  'kill -9 of the other api': kill('api-2'),
  'PostgreSQL stands still': stallDatabase,
  'a flood of searches': flood('/v1/apps?query=tea'),
  'a server of apps refuses': spoil('refusing'),
  'kill -9 of PostgreSQL': signalDatabase('SIGKILL'),
  'kill -9 of the other dispatcher': kill('dispatcher-2'),
  'a flood of sign-ins': flood('/v1/auth/sign-in/email', credentials),
  'slow clients': crawl,
  'a server of apps breaks connections': spoil('resetting'),
  'kill -9 of the store': kill('store'),
};

/** Within what time all has to be well after a fault. */
export const recoveryMs = 45_000;

/**
 * Breaks one thing after the other, in an order that follows from the seed and with everything once before anything twice, `pauseMs` apart, until
 * `until`; after each it waits until all is well again.
 */
export async function breakThings(
  breaking: Breaking,
  { windows, until, pauseMs, say }: { windows: FaultWindows; until: number; pauseMs: number; say(line: string): void },
): Promise<void> {
  const names = Object.keys(faults).filter((name) => breaking.system.programs.has('store') || !name.includes('store'));
  for (let order: string[] = []; ;) {
    await sleep(pauseMs);
    if (performance.now() >= until) return;
    if (order.length === 0) order = shuffled(names, breaking.random);
    const name = order.shift()!;
    const window = windows.open(name);
    await faults[name]!(breaking);
    const endedAt = performance.now();
    const isWell = await untilWell(breaking.system);
    window.to = performance.now() + 1_000;
    if (isWell) window.recoveredInMs = performance.now() - endedAt;
    const how = isWell ? `well after ${(window.recoveredInMs! / 1_000).toFixed(1)} s` : 'not well';
    say(`${name}: ${how}`);
  }
}

/** Every part answers, twice in a row for each of the two apis. */
async function untilWell({ baseUrl, programs }: SoakSystem): Promise<boolean> {
  const paths = ['/health/ready', '/v1/apps', ...(programs.has('store') ? ['/'] : [])];
  const isWell = async () => {
    if ([...programs.values()].some(({ port, name }) => port == null && !name.startsWith('dispatcher'))) return false;
    for (const path of [...paths, ...paths, ...paths, ...paths]) {
      const answer = await fetch(baseUrl + path, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status !== 200) return false;
    }
    return true;
  };
  for (const until = performance.now() + recoveryMs; performance.now() < until; await sleep(100)) {
    // A process that was killed may be thought alive for a moment.
    await sleep(200);
    if (await isWell()) return true;
  }
  return false;
}
