import { mostOptions } from './change-inputs.ts';
import type { EditedOption } from './edited-input.ts';

/**
 * The options with several pasted lines in place of the one pasted into, each a label, or a label and a value with a tab between, as a spreadsheet
 * gives them. Undefined for a single line, which a field takes by itself.
 */
export function pasteOptions(
  options: readonly EditedOption[],
  place: number,
  text: string,
): EditedOption[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  const last = Math.max(0, ...options.map(({ key }) => Number(/^n(\d+)$/.exec(key)?.[1] ?? 0)));
  const pasted = lines.map((line, index) => {
    const [label = '', value = ''] = line.split('\t').map((part) => part.trim());
    return { key: `n${last + 1 + index}`, label, value };
  });
  const into = options[place];
  const isEmpty = into?.label === '' && into.value === '';
  return options.toSpliced(isEmpty ? place : place + 1, isEmpty ? 1 : 0, ...pasted).slice(0, mostOptions);
}
