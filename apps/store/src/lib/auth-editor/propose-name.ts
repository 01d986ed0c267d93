const longest = 40;

/** A name for an auth input by its title (`CRM token` becomes `crm_token`), other than those that are taken. */
export function proposeName(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  const name = plain.slice(0, longest).replace(/_+$/, '') || 'input';
  if (!taken.includes(name)) return name;
  for (let count = 2; ; count += 1) {
    const ending = `_${count}`;
    const other = name.slice(0, longest - ending.length) + ending;
    if (!taken.includes(other)) return other;
  }
}
