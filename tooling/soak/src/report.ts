import type { KindCounts } from './traffic.ts';
import type { SoakResult } from './run-soak.ts';

/** The result as text: calls by kind, faults and recovery, memory, the ledger, and what was wrong. */
export function report({ violations, kinds, windows, memory, facts }: SoakResult): string {
  return [
    '',
    table(
      ['calls', 'ok', 'turned away', 'limited', 'amid faults', 'wrong', 'unexpected', 'p50 ms', 'p99 ms'],
      [...kinds].toSorted().map(([kind, counts]) => [kind, ...countsOf(counts)]),
    ),
    '',
    table(
      ['fault', 'times', 'well again after s, at most'],
      [...Map.groupBy(windows, ({ fault }) => fault)].map(([fault, all]) => [
        fault,
        String(all.length),
        (Math.max(...all.map(({ recoveredInMs = Infinity }) => recoveredInMs)) / 1_000).toFixed(1),
      ]),
    ),
    '',
    table(
      ['process', 'lived s', 'in use early, MB', 'late', 'flat', 'resident at most, MB'],
      memory.map(({ name, seconds, early, late, highestResident, isFlat }) => [
        name,
        seconds.toFixed(0),
        ...[early, late].map((megabytes) => (Number.isFinite(megabytes) ? megabytes.toFixed(0) : '')),
        isFlat === undefined ? 'too short to tell' : isFlat ? 'yes' : 'NO',
        highestResident.toFixed(0),
      ]),
    ),
    '',
    ...Object.entries(facts).map(([what, count]) => `${what}: ${count}`),
    `error rate: ${errorRate(kinds)}`,
    '',
    ...violations.slice(0, 50).map((violation) => `VIOLATION  ${violation}`),
    violations.length === 0 ? 'Nothing was lost, doubled or left behind.' : `${violations.length} violations.`,
  ].join('\n');
}

function countsOf({ ok, shed, limited, amidFaults, wrong, unexpected, latenciesMs }: KindCounts): string[] {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(0);
  return [ok, shed, limited, amidFaults, wrong, unexpected].map(String).concat(at(0.5), at(0.99));
}

/** Of all calls but the flood: what failed amid faults, and otherwise; what was turned away is no error. */
function errorRate(kinds: SoakResult['kinds']): string {
  const own = [...kinds].filter(([kind]) => kind !== 'flood').map(([, counts]) => counts);
  const sum = (pick: (counts: KindCounts) => number) => own.reduce((all, counts) => all + pick(counts), 0);
  const all = sum(
    ({ ok, shed, limited, amidFaults, ...rest }) => ok + shed + limited + amidFaults + rest.wrong + rest.unexpected,
  );
  const percent = (count: number) => `${((100 * count) / all).toFixed(2)} %`;
  const amid = sum(({ amidFaults }) => amidFaults);
  const wrong = sum((counts) => counts.wrong + counts.unexpected);
  return `${percent(amid)} of ${all} calls while something was broken, ${percent(wrong)} at any other time; ${percent(sum(({ shed }) => shed))} turned away`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
