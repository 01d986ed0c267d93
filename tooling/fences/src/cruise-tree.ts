import { cruise, type ICruiseResult } from 'dependency-cruiser';
import config from '../dependency-cruiser.config.mjs';

/** One module that breaks one rule. */
export interface Breach {
  rule: string;
  from: string;
  to: string;
}

/** What the fences see of a tree: every module below packages, apps, tooling and examples, and every breach of a rule. */
export async function cruiseTree(baseDir: string): Promise<{ modules: ICruiseResult['modules']; breaches: Breach[] }> {
  const { enhancedResolveOptions, ...options } = config.options ?? {};
  const { output } = await cruise(
    ['packages', 'apps', 'tooling', 'examples'],
    { ...options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } },
    enhancedResolveOptions,
  );
  const { modules, summary } = output as ICruiseResult;
  return { modules, breaches: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })) };
}
