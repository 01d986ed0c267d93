import { isScalar, Lexer, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** What is wrong with a text, and where in it, both counted from 1 on. */
export interface TextMistake {
  message: string;
  line: number;
  column: number;
}

/** A text as a tree of YAML, with its value where it is JSON as well; or what is wrong with it, ten mistakes at most. */
type ReadDocument =
  | { ok: true; document: Document.Parsed; lines: LineCounter; json: { value: unknown } | undefined }
  | { ok: false; mistakes: TextMistake[] };

const mostTold = 10;
/** Eight for each of the 20,000 values that a manifest may have. To read so many takes half a second, in which a program does nothing else. */
const mostTokens = 160_000;
const deepest = 100;
/** More than this is no honest reuse, and each alias takes as long to follow as the text is. */
const mostAliases = 100;

// Errors of the usual kind copy the line they are in, each of them; and to know that a key is unique the reader compares it with all before.
const options = { prettyErrors: false, uniqueKeys: false, resolveKnownTags: false, stringKeys: true } as const;

/** Reads YAML 1.2, or JSON with tabs for indents as well, in a time that grows as the text does and no faster. Keys are unique, in JSON, too. */
export function readDocument(text: string): ReadDocument {
  const json = parseJson(text);
  // In JSON a tab is between tokens only, where a space is the same.
  const plain = json === undefined ? text : text.replaceAll('\t', ' ');
  const lines = new LineCounter();
  const refuse = (mistakes: readonly { message: string; offset: number }[]): ReadDocument => {
    const told = mistakes.slice(0, mostTold).map(({ message, offset }) => {
      const { line, col: column } = lines.linePos(offset);
      return { message, line, column };
    });
    return { ok: false, mistakes: told };
  };
  const tooMuch = whyTooMuch(plain);
  if (tooMuch !== undefined) return { ok: false, mistakes: [{ message: tooMuch, line: 1, column: 1 }] };
  const document = parseDocument(plain, { ...options, lineCounter: lines, logLevel: 'error' });
  const errors = document.errors.map(({ message, pos: [offset] }) => ({ message: `${message}.`, offset }));
  // JSON that a reader of YAML cannot follow is JSON all the same.
  if (errors.length > 0 && json === undefined) return refuse(errors);
  const mistakes = mistakesIn(document);
  return mistakes.length > 0 ? refuse(mistakes) : { ok: true, document, lines, json };
}

function whyTooMuch(text: string): string | undefined {
  let [count, depth] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    count += 1;
    if (depth > deepest) return 'The manifest is nested too deeply.';
    if (count > mostTokens) return 'The manifest has too many values.';
  }
  return undefined;
}

function mistakesIn(document: Document.Parsed): { message: string; offset: number }[] {
  const mistakes: { message: string; offset: number }[] = [];
  let aliases = 0;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) mistakes.push({ message: 'Map keys must be unique.', offset: key.range?.[0] ?? 0 });
        seen.add(key.value);
      }
    },
    Alias(_, { range }) {
      aliases += 1;
      if (aliases <= mostAliases) return undefined;
      const message = 'The manifest repeats itself by too many aliases (*name); write the values out.';
      mistakes.push({ message, offset: range?.[0] ?? 0 });
      return visit.BREAK;
    },
  });
  return mistakes;
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
