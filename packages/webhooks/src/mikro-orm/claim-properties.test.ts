import { createTestClock } from '@minimart/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createQueueModel, operations, type EndpointRules } from './queue-model.fixture.ts';
import { openWebhooks } from './open-webhooks.fixture.ts';

const endpoint = fc.record<EndpointRules>({
  maxInFlight: fc.option(fc.integer({ min: 1, max: 4 })),
  perSecond: fc.option(fc.constantFrom(1, 3.5)),
});
// One thing happens to what is to be sent, or to the time; whoever sends does so beside it.
const step = fc.record({
  first: fc.constantFrom(
    'enqueue',
    'enqueue',
    'enqueue',
    'replay',
    'retryNow',
    'pause',
    'resume',
    'wait',
    'wait',
    'outlive',
  ),
  beside: fc.array(fc.constantFrom('claim', 'claim', 'settle', 'fail', 'cancel'), {
    minLength: 1,
    maxLength: 3,
  }),
  chance: fc.nat(),
});

test('whatever happens at once, no limit, order or pause is broken, and everything is delivered in the end', async () => {
  const run = async (rules: EndpointRules[], steps: { first: string; beside: string[]; chance: number }[]) => {
    const clock = createTestClock();
    await using hooks = await openWebhooks(clock);
    const model = await createQueueModel({ hooks, clock, rules });
    for (let chance = 0; chance < 12; chance += 1) await operations['enqueue']!(model, chance * 7);
    for (const { first, beside, chance } of steps) {
      await Promise.all([first, ...beside].map((name, at) => operations[name]!(model, chance + at)));
      await model.check();
    }
    await model.finish();
    expect(await hooks.db.em().execute('select * from webhooks.queue')).toEqual([]);
    expect(await hooks.db.em().execute('select * from webhooks.queue')).toEqual([]);
    const ends = await hooks.db.em().execute<{ status: string }[]>('select distinct status from webhooks.deliveries');
    expect(ends.filter(({ status }) => !['delivered', 'cancelled'].includes(status))).toEqual([]);
  };
  const endpoints = fc.array(endpoint, { minLength: 1, maxLength: 5 });
  const steps = fc.array(step, { minLength: 20, maxLength: 40, size: 'max' });
  await fc.assert(fc.asyncProperty(endpoints, steps, run), {
    numRuns: Number(process.env['CLAIM_RUNS'] ?? 5),
    endOnFailure: true,
  });
}, 120_000);
