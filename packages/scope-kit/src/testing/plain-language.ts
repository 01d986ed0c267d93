import type { ScopeDeclaration } from '../scope-declaration.ts';

/** Words that mean something to a developer and nothing to the owner who is asked to agree. */
const jargon =
  /\b(?:api|crud|endpoint|ns|namespace|payload|json|http|webhook|scope|read\/write|[a-z]+_[a-z_]+)\b|[{}<>]|:(?!\s)/i;

/** What an owner would stumble over in the words of a scope; empty when all is plain. */
export function plainLanguageFaults(scope: ScopeDeclaration): string[] {
  return [
    ...faultsIn('label', scope.label, { words: [2, 6], sentence: false }),
    ...faultsIn('description', scope.description, { words: [5, 40], sentence: true }),
    ...faultsIn('cannot', scope.cannot, { words: [2, 12], sentence: false }),
    ...faultsIn('group', scope.group, { words: [1, 3], sentence: false }),
    ...(/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(scope.icon)
      ? []
      : [`icon: "${scope.icon}" is not the name of a Lucide icon`]),
    ...(scope.label === scope.cannot
      ? [`cannot: says the label again; write it to the owner: "See your flow tags"`]
      : []),
  ];
}

interface WordingRule {
  words: readonly [fewest: number, most: number];
  sentence: boolean;
}

function faultsIn(field: string, text: string, { words: [fewest, most], sentence }: WordingRule): string[] {
  const count = text.split(/\s+/).filter(Boolean).length;
  const faults: string[] = [];
  if (text !== text.trim() || /\s{2,}/.test(text)) faults.push('has stray spaces');
  if (!/^\p{Lu}/u.test(text)) faults.push('does not begin with a capital');
  if (/[.!?]$/.test(text) !== sentence) faults.push(sentence ? 'does not end like a sentence' : 'ends like a sentence');
  if (count < fewest || count > most) faults.push(`has ${count} words; ${fewest} to ${most} are right`);
  const [word] = jargon.exec(text) ?? [];
  if (word !== undefined) faults.push(`uses "${word}", which an owner need not know`);
  return faults.map((fault) => `${field}: "${text}" ${fault}`);
}
