import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysIn, parseDay, toDay } from './day.ts';
import { parseRange } from './parse-range.ts';
import { grains, periodsOf } from './periods.ts';

const now = new Date('2026-11-26T23:59:59Z');

test('shows the last 28 days, today included, unless asked otherwise', () => {
  expect(parseRange({ by: 'day' }, now)).toEqual({ ok: true, range: { from: '2026-10-30', to: '2026-11-26' } });
  expect(parseRange({ to: '2026-03-01', by: 'day' }, now)).toMatchObject({ range: { from: '2026-02-02' } });
});

test('nothing is shown of days that have not come', () => {
  expect(parseRange({ from: '2026-11-20', to: '2027-05-01', by: 'day' }, now)).toMatchObject({
    range: { from: '2026-11-20', to: '2026-11-26' },
  });
});

test.each([
  [{ from: 'yesterday' }, { from: 'Give a day such as 2026-11-26.' }],
  // What comes before the year 1 is no date to PostgreSQL.
  [{ from: '0000-01-01', to: '0000-01-02' }, { to: 'Give a day such as 2026-11-26.' }],
  [{ to: '0001-01-05' }, { to: 'Give a day such as 2026-11-26.' }],
  [{ to: '2026-02-30' }, { to: 'Give a day such as 2026-11-26.' }],
  [{ from: '+002026-01-01' }, { from: 'Give a day such as 2026-11-26.' }],
  [{ from: '2026-11-20', to: '2026-11-19' }, { to: 'Give a day that is not before 2026-11-20.' }],
  [{ from: '2026-11-27', to: '2026-11-28' }, { from: 'Give a day up to today, 2026-11-26.' }],
  [
    { from: '2025-11-25' },
    { from: 'At most 366 days are shown by day. Give 2025-11-26 or later, or count by week or by month.' },
  ],
])('%j is refused at its field', (asked, errors) => {
  expect(parseRange({ ...asked, by: 'day' }, now)).toEqual({ ok: false, errors });
});

test('by week and by month a range may be longer, but not without end', () => {
  expect(parseRange({ from: '2025-01-01', by: 'week' }, now).ok).toBe(true);
  expect(parseRange({ from: '2020-01-01', by: 'month' }, now)).toEqual({
    ok: false,
    errors: { from: 'At most 1,100 days are shown by month. Give 2023-11-23 or later.' },
  });
});

const aDay = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map(toDay);

test('the periods of a range follow each other without a gap from its first day to its last', () => {
  fc.assert(
    fc.property(aDay, fc.nat(800), fc.constantFrom(...grains), (from, length, by) => {
      const range = { from, to: addDays(from, length) };
      const periods = periodsOf(range, by);
      expect([periods[0]!.from, periods.at(-1)!.to]).toEqual([range.from, range.to]);
      for (const [index, period] of periods.entries()) {
        expect(period.from <= period.to).toBe(true);
        if (index > 0) expect(period.from).toBe(addDays(periods[index - 1]!.to, 1));
      }
      expect(periods.reduce((sum, period) => sum + daysIn(period), 0)).toBe(length + 1);
    }),
  );
});

test('a week begins on Monday and a month on its first', () => {
  expect(periodsOf({ from: '2026-11-26', to: '2026-12-08' }, 'week').map(({ from }) => from)).toEqual([
    '2026-11-26',
    '2026-11-30',
    '2026-12-07',
  ]);
  expect(periodsOf({ from: '2027-12-31', to: '2028-03-01' }, 'month')).toEqual([
    { from: '2027-12-31', to: '2027-12-31' },
    { from: '2028-01-01', to: '2028-01-31' },
    { from: '2028-02-01', to: '2028-02-29' },
    { from: '2028-03-01', to: '2028-03-01' },
  ]);
});

test.each(['', '2026-1-1', '2026-13-01', '2026-00-10', '2026-11-26T00:00', '2026-11-31'])('%j is no day', (text) => {
  expect(parseDay(text)).toBeUndefined();
});
