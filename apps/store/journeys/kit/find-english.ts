import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../packages/messages/texts/', import.meta.url);

/** What a text of the store, or each of its variants, says in one language, with its places for values as `{name}`. */
type Texts = Map<string, string[]>;

const [english, german] = [readTexts('en'), readTexts('de')];
const germanPatterns = [...german.values()].flat().filter(says).map(toPattern);
/** Those that read differently in German. */
const englishPatterns = [...english].flatMap(([key, texts]) =>
  texts.filter((text) => !german.get(key)?.includes(text) && says(text)).map(toPattern),
);
const germanPieces = [...german.values()].flat().flatMap((text) => text.split(/\{\w+\}/));

/** What is known of a page in German. */
export interface Read {
  /** What it says. */
  texts: readonly string[];
  /** What the same page says in English. */
  inEnglish: readonly string[];
  /** What is not the store's to say: names, and words of developers and people. */
  foreign: readonly string[];
}

/** The texts of a page that a reader of German should have got in German: those of the store in English, and those that are the same in both languages. */
export function findEnglish({ texts, inEnglish, foreign }: Read): string[] {
  const isGerman = (text: string) => germanPatterns.some((pattern) => pattern.test(text));
  const known = [...foreign, ...germanPieces].map((piece) => piece.trim()).filter((piece) => lettersOf(piece) >= 2);
  known.sort((one, other) => other.length - one.length);
  const rest = (text: string) => known.reduce((left, piece) => left.replaceAll(piece, ' '), text);
  const same = new Set(inEnglish.map(withoutNumbers));
  return texts.filter((text) => {
    if (foreign.includes(text) || isGerman(text)) return false;
    if (englishPatterns.some((pattern) => pattern.test(text))) return true;
    return same.has(withoutNumbers(text)) && /\p{L}{3}/u.test(rest(text));
  });
}

function readTexts(locale: string): Texts {
  const files = readdirSync(new URL(`${locale}/`, folder));
  const all = files.flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(new URL(`${locale}/${name}`, folder), 'utf8')) as Record<string, unknown>),
  );
  return new Map(all.map(([key, value]) => [key, variantsOf(value)]));
}

function variantsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return (value as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
}

function toPattern(text: string): RegExp {
  const parts = text.trim().split(/\{\w+\}/);
  return new RegExp(`^${parts.map((part) => RegExp.escape(part.replaceAll(/\s+/g, ' '))).join('.+')}$`, 'u');
}

/** Whether a text has words besides its places for values. */
function says(text: string): boolean {
  return lettersOf(text.replaceAll(/\{\w+\}/g, '')) >= 3;
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '0');
}

function lettersOf(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
