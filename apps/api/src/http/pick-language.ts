/** The best of the languages on offer for an Accept-Language header (RFC 9110, 12.5.4); the first one without a match. */
export function pickLanguage(header: string | undefined, offered: readonly string[]): string {
  const wanted = (header ?? '')
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [range = '', weight = ''] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return { language: range.split('-')[0], weight: weight === '' ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  const best = wanted.find(({ language }) => language === '*' || offered.includes(language ?? ''))?.language;
  return best === undefined || best === '*' ? (offered[0] ?? 'en') : best;
}
