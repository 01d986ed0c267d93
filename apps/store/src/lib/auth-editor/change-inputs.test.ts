import { expect, it } from 'vitest';
import { changeInputs, mostInputs, mostOptions, type EditedList } from './change-inputs.ts';
import { parseEditedInput } from './edited-input.ts';

const input = (key: string, options: string[] = []) => {
  const own = options.map((label) => ({ key: label, value: label, label }));
  return { ...parseEditedInput({ name: `name_${key}`, title: `Title ${key}`, type: 'select' }, key), options: own };
};
const list = (...keys: string[]): EditedList => ({
  inputs: keys.map((key) => input(key)),
  unfolded: [],
  removed: null,
});
const keysOf = (changed: EditedList | undefined) => changed?.inputs.map(({ key }) => key);

it('removes at once and puts back where it was', () => {
  const removed = changeInputs({ ...list('0', '1', '2'), unfolded: ['1'] }, 'remove:1');
  expect(removed).toMatchObject({ said: 'Removed Title 1.', focus: { on: 'undo' }, unfolded: [] });
  expect(keysOf(removed)).toEqual(['0', '2']);
  const back = changeInputs(removed!, 'undo');
  expect(back).toMatchObject({ removed: null, focus: { key: '1', on: 'toggle' } });
  expect(keysOf(back)).toEqual(['0', '1', '2']);
});

it('gives a new input no key of one that may come back', () => {
  const added = changeInputs(list('0'), 'add')!;
  const again = changeInputs(changeInputs(added, 'remove:n1')!, 'add')!;
  expect(keysOf(changeInputs(again, 'undo'))).toEqual(['0', 'n1', 'n2']);
});

it('moves, says where it is now, and gives the focus to a button that can be pressed', () => {
  const changed = changeInputs(list('0', '1', '2'), 'down:0');
  expect(changed).toMatchObject({ said: 'Title 0 is now 2 of 3.', focus: { key: '0', on: 'down' } });
  expect(keysOf(changed)).toEqual(['1', '0', '2']);
  expect(changeInputs(changed!, 'down:0')).toMatchObject({ focus: { key: '0', on: 'up' } });
  expect(changeInputs(changed!, 'up:0')).toMatchObject({ focus: { key: '0', on: 'down' } });
});

it('adds and duplicates under new keys and names, unfolded, with the focus on the title', () => {
  const added = changeInputs(changeInputs(list('0'), 'add')!, 'add')!;
  expect(keysOf(added)).toEqual(['0', 'n1', 'n2']);
  expect(added).toMatchObject({ unfolded: ['n1', 'n2'], focus: { key: 'n2', on: 'title' } });
  const copied = changeInputs(list('0', '1'), 'duplicate:0')!;
  expect(copied.inputs[1]).toMatchObject({ key: 'n1', name: 'name_0_2', title: 'Title 0 (copy)', savedName: '' });
  expect(copied.inputs[1]?.options).not.toBe(copied.inputs[0]?.options);
});

it('adds, moves and removes options', () => {
  const start: EditedList = { ...list(), inputs: [input('0', ['a', 'b', 'c'])] };
  const labels = (changed: EditedList | undefined) => changed?.inputs[0]?.options.map(({ label }) => label);
  expect(labels(changeInputs(start, 'option-down:0:a'))).toEqual(['b', 'a', 'c']);
  expect(labels(changeInputs(start, 'option-up:0:c'))).toEqual(['a', 'c', 'b']);
  expect(labels(changeInputs(start, 'remove-option:0:b'))).toEqual(['a', 'c']);
  expect(changeInputs(start, 'remove-option:0:c')?.focus).toEqual({ key: '0', on: 'option', option: 'b' });
  expect(changeInputs(start, 'add-option:0')).toMatchObject({ focus: { key: '0', on: 'option', option: 'n1' } });
});

it.each(['', 'remove:9', 'up:0', 'down:1', 'undo', 'shout:0', 'option-up:0:x', '__proto__:0', 'remove'])(
  'does nothing for %j',
  (command) => {
    expect(changeInputs(list('0', '1'), command)).toBeUndefined();
  },
);

it('adds no more than a manifest may have', () => {
  const full = list(...Array.from({ length: mostInputs }, (_, place) => String(place)));
  expect(changeInputs(full, 'add')).toBeUndefined();
  expect(changeInputs(full, 'duplicate:3')).toBeUndefined();
  const options = Array.from({ length: mostOptions }, (_, place) => String(place));
  expect(changeInputs({ ...list(), inputs: [input('0', options)] }, 'add-option:0')).toBeUndefined();
});
