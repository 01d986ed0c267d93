// Characters that do something to a text and are not seen: controls, marks that turn the reading direction, and those without width. The joiners
// U+200C and U+200D and the variation selectors stay, since words and emoji of many languages need them.
const unseen = /(?![\n\u200C\u200D]|\p{VS})[\p{Cc}\p{Cf}\p{DI}]/gu;

// What there is to see: neither space, nor what only shapes its neighbours, nor the empty cell of Braille.
const seen = /(?!\u2800)[^\s\p{DI}\p{M}]/u;

// Marks piled onto one letter run into the lines above and below; no language needs more than three. They go before the text is normalised, which
// takes the square of their number.
const piled = /(\p{M}{3})\p{M}+/gu;

/**
 * What somebody wrote, as plain text that does nothing to the page it is shown on: line breaks are `\n`, two of them at most in a row, and characters
 * that are not seen are left out; empty when there is nothing else. Markup stays as it was typed: it is never read as such. The time it takes grows
 * with the length alone.
 */
export function toPlainWords(text: string): string {
  const words = text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(unseen, '')
    .replaceAll(piled, '$1')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return seen.test(words) ? words : '';
}
