import { setTimeout as sleep } from 'node:timers/promises';
import { Wrong } from '../telling/expect-that.ts';

/** Asks again until the answer is as wanted; throws {@link Wrong} after 20 s. */
export async function until<Value>(ask: () => Promise<Value>, wanted: (value: Value) => boolean): Promise<Value> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(150)) {
    const value = await ask();
    if (wanted(value)) return value;
  }
  throw new Wrong('It did not happen within 20 seconds.');
}
