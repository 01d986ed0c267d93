import type { Manifest } from '#lib/server/api.ts';

/** A scope that the draft asks for. */
export type AskedScope = Manifest['scopes'][number];

/** The most characters of a reason. */
export const longestReason = 280;

/** Scopes with one more at the end, or without one; what was known of one that comes back, its reason, is there again at its place. */
export function chooseScope(
  asked: readonly AskedScope[],
  {
    id,
    isChosen,
    former,
  }: { id: string; isChosen: boolean; former?: { place: number; scope: AskedScope } | undefined },
): AskedScope[] {
  const others = asked.filter((scope) => scope.id !== id);
  if (!isChosen) return others;
  if (former !== undefined) return others.toSpliced(former.place, 0, former.scope);
  return [...others, { id, reason: '', optional: false }];
}

/** How a reason stands: how many characters are left, and what is wrong with it. */
export function judgeReason(reason: string): { left: number; problem: 'missing' | 'long' | undefined } {
  const { length } = reason.trim();
  return {
    left: longestReason - length,
    problem: length === 0 ? 'missing' : length > longestReason ? 'long' : undefined,
  };
}
