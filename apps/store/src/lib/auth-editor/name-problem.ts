/** What is wrong with the name of an auth input beside those of the others; an empty one is not wrong yet. */
export function nameProblem(name: string, others: readonly string[]): string | undefined {
  if (name === '') return undefined;
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name))
    return 'Use a letter first, then up to 39 letters, digits, _ or -, such as crm_token.';
  return others.includes(name) ? `Another input is named ${name}, too; names are unique.` : undefined;
}
