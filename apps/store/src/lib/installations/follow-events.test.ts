import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followEvents, type Connection } from './follow-events.ts';

/** An EventSource that the test speaks through. */
class FakeSource extends EventTarget {
  readyState = 0;
  close() {
    this.readyState = 2;
  }
  say(type: string, data: object = {}) {
    this.readyState = 1;
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data) }));
  }
  fail(readyState: 0 | 2) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Follows with a page that shows `revision`; the JSON of a single asking is `answer`. */
function follow({ revision = 'a', answer = async () => Response.error() }: Partial<Parts> = {}) {
  const sources: FakeSource[] = [];
  const connections: Connection[] = [];
  let changes = 0;
  const ask = vi.fn(answer);
  const stop = followEvents({
    url: '/events',
    revision: () => revision,
    onChange: () => void (changes += 1),
    onConnection: (connection) => void (connection !== connections.at(-1) && connections.push(connection)),
    open: () => (sources.push(new FakeSource()), sources.at(-1) as unknown as EventSource),
    ask,
  });
  return { sources, connections, stop, ask, source: () => sources.at(-1)!, changes: () => changes };
}

interface Parts {
  revision: string;
  answer: () => Promise<Response>;
}

const json = (revision: string) => async () => Response.json({ revision });

test('has the page look when another revision is told, and not when it is the one it shows', () => {
  const { source, changes } = follow();
  source().say('progress', { revision: 'a' });
  expect(changes()).toBe(0);
  source().say('progress', { revision: 'b' });
  expect(changes()).toBe(1);
});

test('leaves a cut to the browser, and says that the connection is lost only when it stays so', async () => {
  const { sources, source, connections, changes } = follow();
  source().say('open');
  source().fail(0);
  await vi.advanceTimersByTimeAsync(5_000);
  source().say('open');
  expect(connections).toEqual(['live']);
  source().fail(0);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(connections).toEqual(['live', 'lost']);
  source().say('beat');
  expect([connections.at(-1), sources.length, changes()]).toEqual(['live', 1, 0]);
});

test('asks once instead of a stream that is refused, and tries again after pauses that grow', async () => {
  const { sources, source, ask, changes } = follow({ answer: json('b') });
  source().fail(2);
  await vi.advanceTimersByTimeAsync(0);
  expect([ask.mock.calls.length, changes(), sources.length]).toEqual([1, 1, 1]);
  for (const [pauseMs, opened] of [
    [1_200, 2],
    [2_400, 3],
    [4_800, 4],
  ] as const) {
    await vi.advanceTimersByTimeAsync(pauseMs * 0.6);
    expect(sources.length).toBe(opened - 1);
    await vi.advanceTimersByTimeAsync(pauseMs * 0.4);
    expect(sources.length).toBe(opened);
    source().fail(2);
  }
});

test('has the page look at nothing while nobody answers', async () => {
  const { source, connections, changes } = follow({ answer: () => Promise.reject(new TypeError('offline')) });
  source().fail(2);
  await vi.advanceTimersByTimeAsync(15_000);
  expect([changes(), connections]).toEqual([0, ['lost']]);
});

test.each([401, 404])('has the page look when the answer is %s, so that it can say why', async (status) => {
  const { source, changes } = follow({ answer: async () => Response.json({}, { status }) });
  source().fail(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(changes()).toBe(1);
});

test('opens a stream anew that has been silent for longer than it beats', async () => {
  const { sources, source } = follow();
  source().say('open');
  await vi.advanceTimersByTimeAsync(30_000);
  source().say('beat');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sources.length).toBe(1);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(sources.length).toBe(2);
  expect(sources[0]!.readyState).toBe(2);
});

test('has the page look at the end, and goes on when the page still waits for something', async () => {
  const { sources, source, changes, stop } = follow();
  source().say('end', { reason: 'settled' });
  expect([changes(), sources[0]!.readyState]).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sources.length).toBe(2);
  stop();
  expect(source().readyState).toBe(2);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sources.length).toBe(2);
});
