import { bars, categories, type Category, type Scores } from './pages.ts';

/** A page with the scores of its runs. */
export interface Judged {
  name: string;
  runs: readonly Scores[];
}

/** The value in the middle; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The medians as a Markdown table, each with the lowest and highest of its runs. */
export function toTable(pages: readonly Judged[]): string {
  const head = ['page', ...categories.map((name) => (bars[name] === undefined ? name : `${name} (>= ${bars[name]})`))];
  const rows = pages.map(({ name, runs }) => [name, ...categories.map((category) => showRuns(runs, category))]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What falls short of its bar; one line each. */
export function shortfalls(pages: readonly Judged[]): string[] {
  return pages.flatMap(({ name, runs }) =>
    categories.flatMap((category) => {
      const bar = bars[category];
      const reached = median(runs.map((run) => run[category]));
      return bar === undefined || reached >= bar ? [] : [`${name}: ${category} is ${reached}, and ${bar} is wanted`];
    }),
  );
}

function showRuns(runs: readonly Scores[], category: Category): string {
  const scores = runs.map((run) => run[category]);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  return least === most ? String(least) : `${median(scores)} (${least} to ${most})`;
}
