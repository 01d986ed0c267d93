import type { EditedInput } from './edited-input.ts';
import { parseEditedInput } from './edited-input.ts';
import { proposeName } from './propose-name.ts';

/** An input that was removed, and where it stood. */
export interface RemovedInput {
  place: number;
  input: EditedInput;
}

/** The list while it is edited: the inputs, which of them are unfolded, and the last one removed. */
export interface EditedList {
  inputs: EditedInput[];
  /** Keys of inputs. */
  unfolded: string[];
  removed: RemovedInput | null;
}

/** What a change came to: the list, what to say of it, and which control gets the focus. */
export interface ChangedList extends EditedList {
  said: string;
  focus: {
    key: string;
    on: 'title' | 'toggle' | 'up' | 'down' | 'undo' | 'add' | 'option' | 'options';
    option?: string;
  };
}

/** The most inputs a manifest has, and the most options one of them. */
export const mostInputs = 20;
export const mostOptions = 200;

/**
 * Makes one change to the list, as a button names it: `add`, `undo`, or with the key of an input `remove:<key>`, `up:`, `down:`, `duplicate:`,
 * `unfold:`, `fold:`, `add-option:`, and with that of an option besides `remove-option:<key>:<option>`, `option-up:`, `option-down:`. Undefined
 * when it asks for nothing that can be done.
 */
export function changeInputs(list: EditedList, command: string): ChangedList | undefined {
  const [verb = '', key = '', option = ''] = command.split(':');
  if (verb === 'add') return add(list);
  if (verb === 'undo') return undo(list);
  const place = list.inputs.findIndex((input) => input.key === key);
  const input = list.inputs[place];
  if (input === undefined) return undefined;
  switch (verb) {
    case 'remove':
      return remove(list, place, input);
    case 'duplicate':
      return duplicate(list, place, input);
    case 'up':
      return move(list, { from: place, to: place - 1 });
    case 'down':
      return move(list, { from: place, to: place + 1 });
    case 'unfold':
      return { ...list, unfolded: [...list.unfolded, key], said: '', focus: { key, on: 'title' } };
    case 'fold':
      return {
        ...list,
        unfolded: list.unfolded.filter((each) => each !== key),
        said: '',
        focus: { key, on: 'toggle' },
      };
    default:
      return changeOptions(list, { input, verb, option });
  }
}

/** What an input is called where it is spoken of. */
export function nameOf({ title, name }: Pick<EditedInput, 'title' | 'name'>): string {
  return title.trim() || name || 'The new input';
}

function add(list: EditedList): ChangedList | undefined {
  if (list.inputs.length >= mostInputs) return undefined;
  const key = newInputKey(list);
  const input = { ...parseEditedInput({}, key), isNameProposed: true };
  return {
    ...list,
    inputs: [...list.inputs, input],
    unfolded: [...list.unfolded, key],
    said: 'Added an input.',
    focus: { key, on: 'title' },
  };
}

function duplicate(list: EditedList, place: number, input: EditedInput): ChangedList | undefined {
  if (list.inputs.length >= mostInputs) return undefined;
  const key = newInputKey(list);
  const title = `${input.title.slice(0, 73)} (copy)`;
  const name = proposeName(input.name || input.title, namesOf(list.inputs));
  const copy = {
    ...input,
    options: input.options.map((each) => ({ ...each })),
    key,
    savedName: '',
    isNameProposed: false,
    name,
    title,
  };
  return {
    ...list,
    inputs: list.inputs.toSpliced(place + 1, 0, copy),
    unfolded: [...list.unfolded, key],
    said: `Made a copy of ${nameOf(input)}.`,
    focus: { key, on: 'title' },
  };
}

function remove(list: EditedList, place: number, input: EditedInput): ChangedList {
  return {
    inputs: list.inputs.toSpliced(place, 1),
    unfolded: list.unfolded.filter((key) => key !== input.key),
    removed: { place, input },
    said: `Removed ${nameOf(input)}.`,
    focus: { key: input.key, on: 'undo' },
  };
}

function undo({ inputs, unfolded, removed }: EditedList): ChangedList | undefined {
  if (removed === null) return undefined;
  const { place, input } = removed;
  return {
    inputs: inputs.toSpliced(place, 0, input),
    unfolded,
    removed: null,
    said: `${nameOf(input)} is back.`,
    focus: { key: input.key, on: 'toggle' },
  };
}

function move(list: EditedList, { from, to }: { from: number; to: number }): ChangedList | undefined {
  const input = list.inputs[from];
  if (input === undefined || to < 0 || to >= list.inputs.length) return undefined;
  const inputs = list.inputs.toSpliced(from, 1).toSpliced(to, 0, input);
  // The button that was pressed, or the other one where it has nothing left to do.
  const on = to === 0 ? 'down' : to === inputs.length - 1 ? 'up' : to < from ? 'up' : 'down';
  return {
    ...list,
    inputs,
    said: `${nameOf(input)} is now ${to + 1} of ${inputs.length}.`,
    focus: { key: input.key, on },
  };
}

function changeOptions(
  list: EditedList,
  { input, verb, option }: { input: EditedInput; verb: string; option: string },
): ChangedList | undefined {
  const { key, options } = input;
  const place = options.findIndex((each) => each.key === option);
  const own = options[place];
  const answer = (next: EditedInput['options'], said: string, focused: string | undefined): ChangedList => ({
    ...list,
    inputs: list.inputs.map((each) => (each.key === key ? { ...each, options: next } : each)),
    said,
    focus: focused === undefined ? { key, on: 'options' } : { key, on: 'option', option: focused },
  });
  if (verb === 'add-option') {
    if (options.length >= mostOptions) return undefined;
    const added = { key: newKey(options), value: '', label: '' };
    return answer([...options, added], 'Added an option.', added.key);
  }
  if (own === undefined) return undefined;
  const called = own.label || own.value || 'the option';
  if (verb === 'remove-option') {
    const next = options.toSpliced(place, 1);
    return answer(next, `Removed ${called}.`, next[Math.min(place, next.length - 1)]?.key);
  }
  const to = verb === 'option-up' ? place - 1 : verb === 'option-down' ? place + 1 : -1;
  if (to < 0 || to >= options.length) return undefined;
  return answer(
    options.toSpliced(place, 1).toSpliced(to, 0, own),
    `${called} is now ${to + 1} of ${options.length}.`,
    own.key,
  );
}

function namesOf(inputs: readonly EditedInput[]): string[] {
  return inputs.map(({ name }) => name);
}

/** Not the key of the one that was removed either, which may come back. */
function newInputKey({ inputs, removed }: EditedList): string {
  return newKey(removed === null ? inputs : [...inputs, removed.input]);
}

function newKey(entries: readonly { key: string }[]): string {
  const numbers = entries.map(({ key }) => Number(/^n(\d+)$/.exec(key)?.[1] ?? 0));
  return `n${Math.max(0, ...numbers) + 1}`;
}
