import { grains, uninstallReasons, type AppNumbers } from '@minimart/numbers';
import { z } from 'zod';

const count = z.int().min(0);
const day = z.iso.date();

const countsSchema = z.object({
  views: count.describe('Visitors of the listing; each counts once a day.'),
  consents: count.describe('Visitors of the consent page; each counts once a day.'),
  installed: count.describe('Installations that were made.'),
  active: count.describe('Installations that became active for the first time.'),
  failed: count.describe('Installations that failed before they were ever active.'),
  uninstalled: count.describe('Installations that ended.'),
});

const rateSchema = z
  .object({
    percent: z.int(),
    low: z.int().describe('The true share lies between low and high 95 times in a hundred (Wilson).'),
    high: z.int(),
  })
  .nullable();

export const numbersSchema = z
  .object({
    from: day,
    to: day.describe('The last day, included.'),
    by: z.enum(grains),
    timeZone: z.literal('UTC'),
    viewsSince: day.nullable().describe('The first day with a visitor; null when nobody has looked yet.'),
    totals: countsSchema,
    rates: z
      .object({
        consents: rateSchema.describe('Of views.'),
        installed: rateSchema.describe('Of consent pages.'),
        active: rateSchema.describe('Of installed.'),
      })
      .describe('Null where there are fewer than 20 to take a share of, or more than they came from.'),
    standing: z
      .object({ installed: count, active: count })
      .describe('Installations there are now, and how many of them are active.'),
    periods: z
      .array(z.object({ from: day, to: day, ...countsSchema.shape }))
      .describe(
        'Every period of the range, the first one first, also where nothing happened. A week begins on Monday.',
      ),
    reasons: z
      .array(z.object({ reason: z.enum(uninstallReasons), count }))
      .describe('Why it was uninstalled, the most frequent reason first; only of those who said.'),
    notes: z
      .array(z.object({ day, reason: z.enum(uninstallReasons).nullable(), note: z.string() }))
      .describe('The latest 100 notes of those who uninstalled: plain text, without who wrote it.'),
  })
  .meta({ id: 'Numbers' });

export const numbersQuery = z.object({
  from: z.string().max(30).optional().describe('The first day (UTC), `2026-11-01`; 28 days up to `to` without it.'),
  to: z.string().max(30).optional().describe('The last day (UTC), included; today without it.'),
  by: z.enum(grains, { error: `Say one of ${grains.join(', ')}.` }).default('day'),
});

/** The numbers as they are answered. */
export function presentNumbers(numbers: AppNumbers): z.input<typeof numbersSchema> {
  const { range, by, viewsSince, totals, rates, standing, periods, words } = numbers;
  return { ...range, by, timeZone: 'UTC', viewsSince, totals, rates, standing, periods, ...words };
}
