const longest = 300;
const fields = ['message', 'error', 'detail', 'title'] as const;

/**
 * The words in which an app's server refused: the first of a JSON body's `message`, `error`, `detail`, `title`, else the
 * plain text of the body; without markup and control characters. Null when it said nothing. Not yet cut. `redact` sees the
 * words before and after markup is taken out of them: a secret may have some, and markup may have stood in a secret.
 */
export function refusalMessage(body: string | null, redact: (text: string) => string = (text) => text): string | null {
  if (body === null) return null;
  const text = redact(toPlainText(redact(fromJson(body) ?? '')));
  return text === '' ? null : text;
}

/** Cuts a text to 300 UTF-16 units, ending in an ellipsis, never in half a character. */
export function cutMessage(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** One line of plain text: tags, scripts, styles, control and invisible formatting characters removed. */
function toPlainText(text: string): string {
  return withoutMarkup(text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

// Each piece becomes a space, so two halves are never joined into a new tag; an opening that finds no end loses its bracket.
function withoutMarkup(text: string): string {
  return text
    .replace(/<(script|style|template)\b.*?(<\/\1\s*>|$)/gis, ' ')
    .replace(/<!--.*?(-->|$)/gs, ' ')
    .replace(/<\/?[a-z!?][^<>]*(>|$)/gi, ' ')
    .replace(/<(?=[a-z!?/])/gi, ' ');
}

function fromJson(body: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return body;
  }
  if (typeof parsed === 'string') return parsed;
  return fieldOf(parsed) ?? fieldOf(isObject(parsed) ? parsed['error'] : undefined);
}

function fieldOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  return fields
    .map((field) => value[field])
    .find((found): found is string => typeof found === 'string' && found !== '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
