import type { Numbers } from '@minimart/api-client';

/** A range that is often asked for. */
export interface RangePreset {
  label: string;
  from: string;
  by: Numbers['by'];
}

const dayMs = 86_400_000;

/** The ranges to choose from, all of which end today (UTC, `2026-11-26`). */
export function rangePresets(today: string): RangePreset[] {
  const daysBack = (days: number) => new Date(Date.parse(today) - (days - 1) * dayMs).toISOString().slice(0, 10);
  return [
    { label: 'Last 7 days', from: daysBack(7), by: 'day' },
    { label: 'Last 28 days', from: daysBack(28), by: 'day' },
    { label: 'Last 90 days', from: daysBack(90), by: 'week' },
    { label: 'Last 12 months', from: `${Number(today.slice(0, 4)) - 1}-${today.slice(5, 7)}-01`, by: 'month' },
  ];
}
