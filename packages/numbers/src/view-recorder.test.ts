import { createTestClock } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { ViewRecorder, type ViewRecorderOptions } from './index.ts';
import { createMemoryViewStore } from './testing/create-memory-view-store.ts';

const ada = { network: '203.0.113.7', userAgent: 'Firefox' };

function setUp(options: Partial<ViewRecorderOptions> = {}) {
  const clock = createTestClock('2026-11-26T12:00:00Z');
  const store = createMemoryViewStore();
  const errors: unknown[] = [];
  const recorder = new ViewRecorder({ store, clock, onError: (error) => errors.push(error), ...options });
  const look = (visitor: Partial<typeof ada> = {}, appId = 'app_1') =>
    recorder.record({ appId, step: 'views', ...ada, ...visitor });
  return { clock, store, errors, recorder, look };
}

test('a visitor counts once a day, app and step, however often they look', async () => {
  const { clock, store, recorder, look } = setUp();
  for (let time = 0; time < 50; time += 1) {
    look();
    if (time % 10 === 0) await recorder.flush();
  }
  look({ userAgent: 'Safari' });
  look({ network: '203.0.113.8' });
  look({}, 'app_2');
  recorder.record({ appId: 'app_1', step: 'consents', ...ada });
  await recorder.flush();
  clock.advance(12 * 3_600_000);
  look();
  await recorder.stop();
  expect(store.counts()).toEqual({
    '2026-11-26 app_1 views': 3,
    '2026-11-26 app_2 views': 1,
    '2026-11-26 app_1 consents': 1,
    '2026-11-27 app_1 views': 1,
  });
});

test('a view counts for the day (UTC) on which it was made, also when it is written down after midnight', async () => {
  const { clock, store, recorder, look } = setUp();
  clock.advance(12 * 3_600_000 - 1);
  look();
  clock.advance(2);
  look();
  await recorder.flush();
  expect(store.counts()).toEqual({ '2026-11-26 app_1 views': 1, '2026-11-27 app_1 views': 1 });
});

test('looking costs no write: all that waits is written at once', async () => {
  const { store, recorder, look } = setUp();
  for (let visitor = 0; visitor < 500; visitor += 1) look({ network: `2001:db8:${visitor}::/64` });
  expect(store.writes).toEqual([]);
  await recorder.flush();
  await recorder.flush();
  expect(store.writes).toEqual([500]);
});

test('a stranger who changes names counts 30 times a day, and holds up nobody else', async () => {
  const { store, recorder, look } = setUp();
  for (let name = 0; name < 1_000; name += 1) look({ userAgent: `Firefox ${name}` });
  look({ network: '198.51.100.1' });
  await recorder.flush();
  expect(store.counts()).toEqual({ '2026-11-26 app_1 views': 31 });
});

test('what could not be written is kept, and written when the database is back', async () => {
  const { store, errors, recorder, look } = setUp();
  store.isDown = true;
  look();
  await recorder.flush();
  look({ userAgent: 'Safari' });
  await recorder.flush();
  expect(errors).toHaveLength(2);
  store.isDown = false;
  await recorder.stop();
  expect(store.counts()).toEqual({ '2026-11-26 app_1 views': 2 });
});

test('no more wait than may: further views are left out, and that is told', async () => {
  const { store, errors, recorder, look } = setUp({ mostWaiting: 10 });
  for (let visitor = 0; visitor < 25; visitor += 1) look({ network: `2001:db8:${visitor}::/64` });
  await recorder.flush();
  expect(store.counts()).toEqual({ '2026-11-26 app_1 views': 10 });
  expect(errors).toEqual([new Error('15 views were left out, because too many waited.')]);
});

test('nothing that is written down names a network or a browser, and no two apps or days have a visitor in common', async () => {
  const written: { appId: string; visitor: Buffer }[] = [];
  const memory = createMemoryViewStore();
  const store = {
    ...memory,
    addViews: async (views: readonly (typeof written)[number][]) => void written.push(...views),
  };
  const { clock, recorder, look } = setUp({ store });
  look();
  look({}, 'app_2');
  clock.advance(24 * 3_600_000);
  look();
  await recorder.flush();
  const visitors = written.map(({ visitor }) => visitor.toString('hex'));
  expect(new Set(visitors).size).toBe(3);
  for (const { visitor } of written) expect(visitor).toHaveLength(16);
  expect(JSON.stringify(written)).not.toMatch(/203\.0\.113|Firefox/);
});
