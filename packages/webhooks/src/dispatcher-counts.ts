import { attemptOutcomes, type AttemptOutcome, type AttemptRecord } from './delivery.ts';

/** Upper bounds of the latency histogram, in milliseconds; what took longer counts in none of them. */
export const latencyBoundsMs = [10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 15_000] as const;

/** What a dispatcher has done since it started. */
export interface DispatcherCounts {
  outcomes: Record<AttemptOutcome, number>;
  /** How many attempts took at most so long, by bound; cumulative, as in Prometheus. */
  latency: number[];
  latencySumMs: number;
}

/** What a dispatcher writes down of itself every few seconds. */
export interface DispatcherReport {
  id: string;
  startedAt: Date;
  inFlight: number;
  counts: DispatcherCounts;
  isLast: boolean;
}

/** Counts nothing yet. */
export function noCounts(): DispatcherCounts {
  const outcomes = Object.fromEntries(attemptOutcomes.map((outcome) => [outcome, 0])) as DispatcherCounts['outcomes'];
  return { outcomes, latency: latencyBoundsMs.map(() => 0), latencySumMs: 0 };
}

/** Adds one attempt. */
export function countAttempt(counts: DispatcherCounts, { outcome, durationMs }: AttemptRecord): void {
  counts.outcomes[outcome] += 1;
  counts.latencySumMs += durationMs;
  for (const [place, bound] of latencyBoundsMs.entries()) if (durationMs <= bound) counts.latency[place]! += 1;
}
