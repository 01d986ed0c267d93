/** A text that PostgreSQL accepts as a parameter: NUL, which it cannot hold, becomes U+FFFD and so matches nothing stored. */
export function toStoredText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
