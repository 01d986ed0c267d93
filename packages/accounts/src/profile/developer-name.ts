// Signs that could pass for the mark of a verified domain, or change how what follows is read: all symbols, all that shows nothing.
const misleading = /(?![+|$€£¥])[\p{S}]|(?![\u200C\u200D])[\p{C}\p{Zl}\p{Zp}]|\uFE0F/gu;
// The fillers of Hangul are letters, and show nothing.
const shownLetter = /(?![\u115F\u1160\u3164\uFFA0])[\p{L}\p{N}]/u;
const mostCharacters = 80;

/** Whether a developer may be called so in the store: one line of 1 to 80 characters with a letter or digit, and without symbols such as check marks. */
export function isDeveloperName(text: string): boolean {
  return text.length <= mostCharacters && shownLetter.test(text) && text === toDeveloperName(text);
}

/** A name without what a developer may not be called by; the accounts' own names allow more. */
export function toDeveloperName(name: string): string {
  return name.normalize('NFC').replaceAll(misleading, '').replaceAll(/\s+/gu, ' ').trim();
}
