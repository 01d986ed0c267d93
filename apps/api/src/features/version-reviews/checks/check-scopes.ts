import type { CheckFinding, VersionCheck } from '@minimart/catalog';
import { toCheck, type CheckContext } from './check-context.ts';

const shortestReason = 12;

/** Whether each permission is explained, and none is asked for that was never used. */
export function checkScopes({
  manifest,
  former,
  unusedScopes,
  labelOf,
}: Pick<CheckContext, 'manifest' | 'former' | 'unusedScopes' | 'labelOf'>): VersionCheck {
  const said = `${manifest.summary} ${manifest.description ?? ''}`.toLowerCase();
  const before = new Set(former?.manifest.scopes.map(({ id }) => id));
  const findings = manifest.scopes.map(({ id, reason }, place): CheckFinding => {
    const pointer = `/scopes/${place}`;
    const label = `“${labelOf(id)}”`;
    if (before.has(id) && unusedScopes.includes(id))
      return { verdict: 'warn', text: `${label} has been held for thirty days, and no call needed it.`, pointer };
    if (reason.trim().length < shortestReason)
      return {
        verdict: 'warn',
        text: `The reason for ${label} says little: “${reason}”`,
        pointer: `${pointer}/reason`,
      };
    if (!wordsOf(id).some((word) => `${said} ${reason.toLowerCase()}`.includes(word)))
      return { verdict: 'warn', text: `Neither reason nor description speaks of what ${label} gives.`, pointer };
    return { verdict: 'pass', text: `${label} is explained.`, pointer };
  });
  return toCheck('scopes', findings, 'It asks for no permission.');
}

/** What a text that explains a scope would have in it: the words of its resource, in the singular. */
function wordsOf(scope: string): string[] {
  const [resource = ''] = scope.split(':');
  return resource.split('-').map((word) => word.replace(/(?:es|s)$/, ''));
}
