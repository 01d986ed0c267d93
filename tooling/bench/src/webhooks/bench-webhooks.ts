import type { Line } from '../report.ts';
import { measureDrains } from './measure-drains.ts';
import { measureIsolation } from './measure-isolation.ts';
import { measureLatency } from './measure-latency.ts';
import { measureMillion } from './measure-million.ts';
import { measureStatements } from './measure-statements.ts';
import { measureTwo } from './measure-two.ts';
import { openWebhooks, type World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';
import { untilInterrupted } from './until-interrupted.ts';

const longestMs = 40 * 60_000;

/** Measures what design says of webhooks; tells what it is doing. */
export async function benchWebhooks(tell: (line: string) => void): Promise<{ lines: Line[]; postgres: string }> {
  using limit = untilInterrupted(longestMs + sizes.millionMs);
  tell('webhooks: a PostgreSQL, a receiver and a Redis of its own');
  await using world = await openWebhooks();
  const measured = measure(world, tell);
  measured.catch(() => {}); // after an interruption all of it fails, since what it works with is closed
  return { lines: await Promise.race([measured, limit.interrupted]), postgres: world.servers };
}

async function measure(world: World, tell: (line: string) => void): Promise<Line[]> {
  const { lines, rate } = await measureDrains(world, tell);
  tell('webhooks: from enqueuing to the first byte');
  lines.push(...(await measureLatency(world)));
  tell('webhooks: two dispatchers against one');
  lines.push(await measureTwo(world, tell));
  tell('webhooks: statements and WAL');
  lines.push(...(await measureStatements(world)));
  tell('webhooks: an endpoint that hangs');
  lines.push(...(await measureIsolation(world, { drained: rate, tell })));
  lines.push(...(await measureMillion(world, tell)));
  return lines;
}
