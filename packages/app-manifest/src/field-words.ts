import { z } from 'zod';

/** A message for every mistake of one field: what is missing, or what would be right (`says` continues "must be ..."). */
export function words(label: string, says: string) {
  return {
    error: (issue: { input?: unknown }) =>
      issue.input === undefined ? `The ${label} is missing: it must be ${says}.` : `The ${label} must be ${says}.`,
  };
}

// Something to see, no line end, and no mark that turns the reading direction: it would turn the store's own words around it. The fillers of Hangul and
// the empty cell of Braille count as letters and signs, and show nothing.
const oneVisibleLine =
  /^(?=.*(?![\u115F\u1160\u3164\uFFA0\u2800])[\p{L}\p{N}\p{P}\p{S}])[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;

const turningMark = /[\u202A-\u202E\u2066-\u2069]/u;

/** A text of one line, trimmed, of 1 to `max` characters, none of which turns the reading direction. */
export function oneLine(label: string, max: number) {
  const error = words(label, `one line of 1 to ${max} characters`);
  return z
    .string(error)
    .trim()
    .min(1, { ...error, abort: true })
    .max(max, { ...error, abort: true })
    .regex(oneVisibleLine, {
      error: (issue) =>
        turningMark.test(String(issue.input))
          ? `The ${label} has an invisible mark that turns the reading direction, as pasted text may have. Type it anew.`
          : error.error(issue),
    });
}

/** A text that may have several lines, of at most `max` characters; nothing more is done with a longer one. */
export function manyLines(label: string, max: number) {
  const error = words(label, `text of at most ${max} characters`);
  return z.string(error).max(max, { ...error, abort: true });
}

/** An absolute https address without user name or password. */
export function httpsUrl(label: string) {
  const error = words(label, 'a full https address, such as https://example.com/help');
  return z.string(error).max(2000, error).refine(isHttpsUrl, error).meta({ format: 'uri', pattern: '^https://' });
}

function isHttpsUrl(text: string): boolean {
  if (!/^https:\/\/\S+$/iu.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** A list of at most `max` items. */
export function listOf<Item extends z.ZodType>(label: string, item: Item, max: number) {
  const error = words(label, `a list of at most ${max} items`);
  return z.array(item, error).max(max, error);
}
