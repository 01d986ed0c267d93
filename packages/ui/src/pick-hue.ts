/** A number from 0 to `count - 1` that is always the same for the same text: which of the drawn stand-ins an app without a picture gets. */
export function pickHue(text: string, count: number): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % count;
}
