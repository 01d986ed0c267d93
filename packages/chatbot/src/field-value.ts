import { refuse } from './chatbot-error.ts';
import { chatbotLimits } from './chatbot-limits.ts';
import { checkText } from './check-text.ts';
import { isDeeperThan, isStorableJson } from './is-storable-json.ts';
import type { FieldType } from './port/fields.ts';

/** What a value of each type looks like, in words. */
const right: Record<FieldType, string> = {
  text: `text of at most ${chatbotLimits.shortValueLength.toLocaleString('en')} characters`,
  longtext: `text of at most ${chatbotLimits.longValueLength.toLocaleString('en')} characters`,
  number: 'a number, like 12.5',
  boolean: 'true or false',
  date: 'a day, like 2018-07-18',
  datetime: 'a moment with its offset, like 2018-07-02T00:00:00+00:00',
  array: `a list in JSON, like ["red", "blue"], of at most ${chatbotLimits.longValueLength.toLocaleString('en')} characters`,
};

const deepest = 20;

/** A value as it is kept, in JSON of its field's type; it may come as that type or as text. Refuses with `invalid_input`, saying what is right. */
export function parseFieldValue({ name, type }: { name: string; type: FieldType }, raw: unknown): unknown {
  const value = parsers[type](raw);
  if (value === undefined) throw refuse('invalid_input', `The field "${name}" takes ${right[type]}.`);
  return value;
}

/** A kept value as the platform API writes it: always text. */
export function showFieldValue(type: FieldType, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (type === 'datetime') return String(value).replace(/Z$/, '+00:00');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const parsers: Record<FieldType, (raw: unknown) => unknown> = {
  text: (raw) => parseText(raw, chatbotLimits.shortValueLength),
  longtext: (raw) => parseText(raw, chatbotLimits.longValueLength),
  number(raw) {
    const number = typeof raw === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(raw) ? Number(raw) : raw;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  },
  boolean(raw) {
    if (raw === true || raw === 1 || raw === '1' || raw === 'true' || raw === 'yes') return true;
    return raw === false || raw === 0 || raw === '0' || raw === 'false' || raw === 'no' ? false : undefined;
  },
  date(raw) {
    return typeof raw === 'string' && /^\d{4}-\d\d-\d\d$/.test(raw) && isDay(raw) ? raw : undefined;
  },
  datetime: parseMoment,
  array: parseArray,
};

function parseText(raw: unknown, mostCharacters: number): string | undefined {
  const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw;
  return typeof text === 'string' && text.length <= mostCharacters ? checkText(text) : undefined;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  // The machine takes 30 February for 2 March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && !text.startsWith('0000');
}

/** RFC 3339, or `2018-07-02 00:00:00` in UTC; kept in UTC to the second. */
function parseMoment(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const [, day, time, offset] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/.exec(raw) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const moment = new Date(`${day}T${time}${offset ?? 'Z'}`);
  const isWritable = !Number.isNaN(moment.getTime()) && /^\d{4}-/.test(moment.toISOString());
  return isWritable ? `${moment.toISOString().slice(0, 19)}Z` : undefined;
}

function parseArray(raw: unknown): unknown[] | undefined {
  const value = typeof raw === 'string' ? parseJson(raw) : raw;
  // The depth comes first: writing JSON goes as deep as the value does.
  if (!Array.isArray(value) || isDeeperThan(deepest, value) || !isStorableJson(value)) return undefined;
  const text = JSON.stringify(value);
  return text.length <= chatbotLimits.longValueLength ? (JSON.parse(text) as unknown[]) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
