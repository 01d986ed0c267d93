import { daysOf, timesOfRange } from '../../days-of-range.ts';
import type { Count, EventRange, EventSummary } from '../../port/events.ts';
import type { BotScope } from '../bots/bot-scope.ts';

interface Row {
  /** A day, a text, or null for all. */
  day: string | null;
  text: string | null;
  occurrences: string;
  people: string;
  is_total: boolean;
  is_day: boolean;
}

/** Counts an event's occurrences over a period, in all, by day and by text, with one statement. */
export async function summarize(
  scope: BotScope,
  event: number,
  range: EventRange,
): Promise<Omit<EventSummary, 'event'>> {
  const times = timesOfRange(range, scope.now());
  const rows = await scope.em.execute<Row[]>(
    `with occurred as (
       select to_char(created_at at time zone 'utc', 'YYYY-MM-DD') as day, text_value as text, subscriber_id
       from chatbot.event_occurrences
       where event_id = ? and created_at >= ?::timestamptz and created_at < ?::timestamptz
     )
     select day, text, count(*) as occurrences, count(distinct subscriber_id) as people,
       grouping(day, text) = 3 as is_total, grouping(day) = 0 as is_day
     from occurred group by grouping sets ((), (day), (text))
     order by occurrences desc, text`,
    [event, times.from.toISOString(), times.until.toISOString()],
  );
  const toCount = (row: Row | undefined): Count => {
    return { occurrences: Number(row?.occurrences ?? 0), people: Number(row?.people ?? 0) };
  };
  return {
    ...times,
    total: toCount(rows.find((row) => row.is_total)),
    days: daysOf(times).map((day) => ({ day, ...toCount(rows.find((row) => row.is_day && row.day === day)) })),
    texts: rows
      .flatMap((row) => (row.is_total || row.is_day || row.text === null ? [] : { text: row.text, ...toCount(row) }))
      .slice(0, 100),
  };
}
