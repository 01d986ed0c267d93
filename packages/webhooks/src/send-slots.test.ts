import { expect, test } from 'vitest';
import { SendSlots } from './send-slots.ts';

function setUp(size: number) {
  const time = { ms: 0 };
  const slots = new SendSlots(size, () => time.ms);
  const begun: number[] = [];
  const take = (n: number) => slots.take().then(() => begun.push(n));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { time, slots, begun, take, settle };
}

test('no more than the slots are taken at once, and the rest follow in their order', async () => {
  const { slots, begun, take, settle } = setUp(2);
  for (let n = 0; n < 5; n += 1) void take(n);
  await settle();
  expect(begun).toEqual([0, 1]);
  slots.give();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  slots.give();
  slots.give();
  await settle();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(slots.free()).toBe(0);
  slots.give();
  slots.give();
  expect(slots.free()).toBe(2);
});

test('with no answers, or slow ones, nothing is claimed ahead', () => {
  const { time, slots } = setUp(10);
  expect(slots.capacity()).toBe(10);
  slots.give();
  time.ms += 150;
  // One answer in a tenth of a second: none to be expected within 50 ms.
  expect(slots.capacity()).toBe(10);
});

test('as many are claimed ahead as have a slot within 50 ms, and never more than there are slots', () => {
  const { time, slots } = setUp(100);
  for (let n = 0; n < 80; n += 1) slots.give();
  time.ms += 120;
  expect(slots.capacity()).toBe(140);
  for (let n = 0; n < 1000; n += 1) slots.give();
  time.ms += 120;
  expect(slots.capacity()).toBe(200);
  time.ms += 120;
  expect(slots.capacity()).toBe(100);
});

test('answers of a while ago say nothing of now', () => {
  const { time, slots } = setUp(100);
  for (let n = 0; n < 80; n += 1) slots.give();
  time.ms += 10_000;
  expect(slots.capacity()).toBe(100);
});
