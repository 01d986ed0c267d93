/** Keys, tokens and signing secrets in a text, shortened to their start and their last four characters. */
export function maskSecrets(text: string): string {
  return text
    .replaceAll(/\b(mm_(?:live|test|pat)_\w{4})\w{8,}(\w{4})\b/gu, '$1…$2')
    .replaceAll(/\b(whsec_)[\w+/=-]{8,}/gu, '$1…');
}
