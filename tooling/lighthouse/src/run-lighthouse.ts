import { launchDebuggable } from '@minimart/browser';
import lighthouse from 'lighthouse';
import { categories, type Scores } from './pages.ts';

/** What one run of Lighthouse said of a page. */
export interface Run {
  scores: Scores;
  /** What it found wanting in the categories that must be perfect; one line each. */
  findings: string[];
}

/** Runs Lighthouse as it is for phones (its own simulated network and processor), in a browser of its own. Throws when the page could not be judged. */
export async function runLighthouse(address: string): Promise<Run> {
  await using browser = await launchDebuggable();
  const result = await lighthouse(address, {
    port: browser.port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...categories],
  });
  if (result === undefined) throw new Error(`Lighthouse said nothing of ${address}.`);
  const { lhr } = result;
  if (lhr.runtimeError !== undefined) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const scoreOf = (category: (typeof categories)[number]) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const scores = Object.fromEntries(categories.map((category) => [category, scoreOf(category)])) as Scores;
  const findings = categories.flatMap((category) =>
    (lhr.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = lhr.audits[id];
      const isWanting = weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 0.9;
      return isWanting
        ? [`${category}: ${audit?.title ?? id}${audit?.displayValue ? ` (${audit.displayValue})` : ''}`]
        : [];
    }),
  );
  return { scores, findings };
}
