import { expect, test } from 'vitest';
import { askTogether } from './ask-together.ts';

/** A question whose answers are given by hand, in turn. */
function open() {
  const waiting: ((answer: string) => void)[] = [];
  const failing: ((error: Error) => void)[] = [];
  const ask = askTogether(
    () =>
      new Promise<string>((resolve, reject) => {
        waiting.push(resolve);
        failing.push(reject);
      }),
  );
  return {
    ask,
    asked: () => waiting.length,
    answer: (with_: string) => waiting.at(-1)!(with_),
    fail: () => failing.at(-1)!(new Error('lost')),
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('a hundred who ask while one question is under way share the next', async () => {
  const question = open();
  const first = question.ask();
  const others = Array.from({ length: 100 }, () => question.ask());
  await turn();
  expect(question.asked()).toBe(1);
  question.answer('one');
  expect(await first).toBe('one');
  await turn();
  expect(question.asked()).toBe(2);
  question.answer('two');
  expect(new Set(await Promise.all(others))).toEqual(new Set(['two']));
});

test('nobody gets the answer to a question that was put before they asked', async () => {
  const question = open();
  void question.ask();
  const late = question.ask();
  await turn();
  question.answer('old');
  await turn();
  const later = question.ask();
  question.answer('new');
  expect(await late).toBe('new');
  await turn();
  question.answer('newest');
  expect(await later).toBe('newest');
});

test('when nobody asks, nothing is asked; the next one is asked at once', async () => {
  const question = open();
  const first = question.ask();
  question.answer('one');
  await first;
  await turn();
  expect(question.asked()).toBe(1);
  void question.ask();
  expect(question.asked()).toBe(2);
});

test('a question that fails fails for those who put it, and the next is put all the same', async () => {
  const question = open();
  const first = question.ask();
  const second = question.ask();
  question.fail();
  await expect(first).rejects.toThrow('lost');
  await turn();
  question.answer('found');
  expect(await second).toBe('found');
});
