import { refuse } from './chatbot-error.ts';
import { chatbotLimits } from './chatbot-limits.ts';
import { checkText } from './check-text.ts';
import { parseFieldValue } from './field-value.ts';
import { toPlatformTime } from './platform-api/platform-time.ts';
import type { TicketOption } from './port/tickets.ts';

/** What a ticket column holds; the fixed columns are named after it: `select1`. */
export type TicketColumnKind =
  'text' | 'number' | 'rating' | 'date' | 'datetime' | 'select' | 'multi_select' | 'assignee' | 'description' | 'title';

/** A column, as its list defines it. */
export interface TicketColumn {
  columnName: string;
  title: string;
  options: readonly TicketOption[] | null;
}

/** The kind of a fixed column: `multi_select` of `multi_select2`. */
export function kindOfColumn(columnName: string): TicketColumnKind {
  return columnName.replace(/\d$/, '') as TicketColumnKind;
}

/**
 * A value as it is kept: options by their key. Undefined empties the column. Refuses with `invalid_input`, naming the column and
 * saying what would be right. Whether an assignee exists is for others to check.
 */
export function parseTicketValue(column: TicketColumn, raw: unknown): unknown {
  const kind = kindOfColumn(column.columnName);
  if (raw === null && kind === 'datetime') return undefined;
  const value = parsers[kind](raw, column);
  if (value === undefined)
    throw refuse('invalid_input', `${column.columnName} ("${column.title}") takes ${right(column)}.`);
  return value === empty ? undefined : value;
}

/** A kept value as a program reads it: options by their code, moments as they are written, `2024-10-15 14:30:00`. */
export function showTicketValue({ columnName, options }: TicketColumn, value: unknown): unknown {
  if (kindOfColumn(columnName) === 'datetime') return toPlatformTime(new Date(String(value)));
  const code = (key: unknown) => options?.find((option) => option.key === key)?.code ?? String(key);
  if (!options) return value;
  return Array.isArray(value) ? value.map(code) : code(value);
}

const empty = Symbol('empty');

type Parser = (raw: unknown, column: TicketColumn) => unknown;

const text: (most: number) => Parser = (most) => (raw) =>
  typeof raw === 'string' && raw.length <= most ? checkText(raw) : undefined;

const parsers: Record<TicketColumnKind, Parser> = {
  title: (raw) =>
    typeof raw === 'string' && raw.trim() !== '' ? text(chatbotLimits.ticketTitleLength)(raw.trim(), none) : undefined,
  text: text(chatbotLimits.shortValueLength),
  description: text(chatbotLimits.longValueLength),
  number: (raw) => (Number.isSafeInteger(raw) ? raw : undefined),
  rating: (raw) => (Number.isInteger(raw) && Number(raw) >= 0 && Number(raw) <= 10 ? raw : undefined),
  assignee: (raw) => (Number.isSafeInteger(raw) && Number(raw) > 0 ? raw : undefined),
  date: (raw) => attempt(() => parseFieldValue({ name: 'date', type: 'date' }, raw)),
  datetime: (raw) => attempt(() => parseFieldValue({ name: 'datetime', type: 'datetime' }, raw)),
  select: (raw, { options }) => findOption(options, raw)?.key,
  multi_select(raw, { options }) {
    if (!Array.isArray(raw) || raw.length > chatbotLimits.ticketOptionsChosen) return undefined;
    if (raw.length === 0) return empty;
    const keys = raw.map((each) => findOption(options, each)?.key);
    return keys.includes(undefined) ? undefined : [...new Set(keys)];
  },
};

const none: TicketColumn = { columnName: 'title', title: 'Title', options: null };

function attempt(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** By key, by code, or by name. */
function findOption(options: readonly TicketOption[] | null, raw: unknown): TicketOption | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
  const wanted = String(raw).trim().toLowerCase();
  const given = options ?? [];
  return (
    given.find(({ key }) => String(key) === wanted) ??
    given.find(({ code }) => code.toLowerCase() === wanted) ??
    given.find(({ name }) => name.toLowerCase() === wanted)
  );
}

function right({ columnName, options }: TicketColumn): string {
  const codes = (options ?? []).map(({ code }) => code).join(', ');
  const words: Record<TicketColumnKind, string> = {
    title: `text of 1 to ${chatbotLimits.ticketTitleLength} characters`,
    text: `text of at most ${chatbotLimits.shortValueLength.toLocaleString('en')} characters`,
    description: `text of at most ${chatbotLimits.longValueLength.toLocaleString('en')} characters`,
    number: 'a whole number',
    rating: 'a whole number from 0 to 10',
    assignee: 'the number of an agent',
    date: 'a day, like 2024-10-15',
    datetime: 'a moment in UTC, like 2024-10-15 14:30:00, or null',
    select: `one of ${codes}`,
    multi_select: `a list of at most ${chatbotLimits.ticketOptionsChosen} of ${codes}`,
  };
  return words[kindOfColumn(columnName)];
}
