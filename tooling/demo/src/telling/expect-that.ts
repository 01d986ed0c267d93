/** What a step finds wrong, in words. */
export class Wrong extends Error {
  override name = 'Wrong';
}

/** Throws {@link Wrong} unless the condition holds. */
export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Wrong(otherwise);
}
