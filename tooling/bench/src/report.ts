import { cpus, totalmem } from 'node:os';

/** One line of a report: what was measured, how it went, and the bar it should clear, where there is one. */
export interface Line {
  what: string;
  result: string;
  bar?: string;
  clears?: boolean;
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `1,234,567/s`. */
export const perSecond = (rate: number): string => `${whole.format(rate)}/s`;

/** `97 %`. */
export const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;

/** Where a run was made: processor, memory, versions. */
export function describeMachine(postgres: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${cpu?.model.trim() || 'unknown processor'}, ${memory} GiB, ${process.platform} ${process.arch}, Node.js ${process.version}, ${postgres}`;
}

/** The lines as a Markdown table. */
export function toTable(lines: readonly Line[]): string {
  const rows = lines.map(({ what, result, bar = '', clears }) => {
    const verdict = clears === undefined ? '' : clears ? 'yes' : '**no**';
    return `| ${what} | ${result} | ${bar} | ${verdict} |`;
  });
  return ['| what | measured | bar | cleared |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
