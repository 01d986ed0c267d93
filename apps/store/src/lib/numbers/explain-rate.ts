import type { Numbers } from '@minimart/api-client';

type Rate = Numbers['rates']['consents'];

/** A share in words, and how far it can be trusted; of too few, no share is told at all. */
export function explainRate(rate: Rate, { count, outOf, of }: { count: number; outOf: number; of: string }) {
  if (outOf === 0 && count === 0) return undefined;
  if (count > outOf) return { share: `More than ${of}: an install over the API opens no page` };
  if (rate === null) return { share: `${count} of ${outOf}, too few for a percentage` };
  const { percent, low, high } = rate;
  return { share: `${percent}% of ${of}`, trust: low === high ? undefined : `likely between ${low}% and ${high}%` };
}
