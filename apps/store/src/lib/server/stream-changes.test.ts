import { expect, test } from 'vitest';
import { streamChanges } from './stream-changes.ts';

/** Reads a stream to its end. */
async function readAll(response: Response): Promise<string[]> {
  return (await response.text()).split('\n\n').filter(Boolean);
}

test('tells of each change, never what it is, until the visitor leaves', async () => {
  const readings = ['one', 'one', 'two secret', undefined, 'two secret', 'three', 'three'];
  const leaving = new AbortController();
  const read = async () => {
    if (readings.length === 1) leaving.abort();
    const reading = readings.shift();
    if (reading === undefined) throw new Error('not reachable just now');
    return reading;
  };
  const response = streamChanges({ read, signal: leaving.signal, everyMs: 1 });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events = await readAll(response);
  expect(events[0]).toBe('retry: 1000');
  expect(events.filter((event) => event.startsWith('event: changed'))).toHaveLength(3);
  expect(events.join()).not.toContain('secret');
});

test('ends by itself after its time, so that a visitor who signed out is asked for anew', async () => {
  const response = streamChanges({ read: async () => 'same', signal: new AbortController().signal, lastsMs: 0 });
  expect(await readAll(response)).toEqual(['retry: 1000']);
});
