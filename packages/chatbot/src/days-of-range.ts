import type { EventRange } from './port/events.ts';

const dayMs = 24 * 3_600_000;

/** A period as half-open times, both at midnight UTC. Weeks begin on Monday (ISO 8601); today is never in it. */
export function timesOfRange(range: EventRange, now: Date): { from: Date; until: Date } {
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const daysBefore = (day: Date, days: number) => new Date(day.getTime() - days * dayMs);
  const monthsBefore = (months: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  const monday = daysBefore(today, (today.getUTCDay() + 6) % 7);
  switch (range) {
    case 'yesterday':
      return { from: daysBefore(today, 1), until: today };
    case 'last_7_days':
      return { from: daysBefore(today, 7), until: today };
    case 'last_30_days':
      return { from: daysBefore(today, 30), until: today };
    case 'last_week':
      return { from: daysBefore(monday, 7), until: monday };
    case 'last_month':
      return { from: monthsBefore(1), until: monthsBefore(0) };
    case 'last_3_months':
      return { from: monthsBefore(3), until: monthsBefore(0) };
  }
}

/** The days of a period, each as `2026-11-24`. */
export function daysOf({ from, until }: { from: Date; until: Date }): string[] {
  const count = Math.round((until.getTime() - from.getTime()) / dayMs);
  return Array.from({ length: count }, (_, day) => new Date(from.getTime() + day * dayMs).toISOString().slice(0, 10));
}
