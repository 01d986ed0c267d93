import { getLocale } from '@minimart/messages';

/** An average of stars with one digit after the point, or the comma: `4.5`. */
export function showRating(average: number): string {
  return Number(average.toFixed(1)).toLocaleString(getLocale(), { minimumFractionDigits: 1 });
}
