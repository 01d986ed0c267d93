import { showDate } from '../show-time.ts';
import { numberWords } from './number-words.ts';

/** What the installations of an app did with one scope; as the API answers it. */
export interface ScopeUse {
  id: string;
  installations: number;
  uses: number;
  lastUsedAt: string | null;
  standing: 'used' | 'unused' | 'too_early';
}

/** How a scope is used, in words, and whether dropping it is worth a thought; undefined where nobody has it, so that nothing can be said. */
export function describeUse(use: ScopeUse | undefined, days: number): { isUnused: boolean; text: string } | undefined {
  if (use === undefined || use.installations === 0) return undefined;
  const last = use.lastUsedAt === null ? '' : ` The last call was on ${showDate(use.lastUsedAt)}.`;
  const have = numberWords(use.installations, 'installation has', 'installations have');
  if (use.standing === 'used')
    return {
      isUnused: false,
      text: `Needed by ${numberWords(use.uses, 'call', 'calls')} in the last ${days} days. ${have} it.`,
    };
  if (use.standing === 'unused')
    return {
      isUnused: true,
      text: `No installation has used this in ${days} days; consider dropping it. ${have} it.${last}`,
    };
  return {
    isUnused: false,
    text: `Not used so far, but too early to tell: ${have} it, none for ${days} days yet.${last}`,
  };
}
