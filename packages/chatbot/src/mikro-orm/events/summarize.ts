import { daysOf, timesOfRange } from '../../days-of-range.ts';
import type { Count, EventRange, EventSummary } from '../../port/events.ts';
import type { BotScope } from '../bots/bot-scope.ts';

interface Row {
  what: 'total' | 'day' | 'text';
  /** The day or the text. */
  which: string;
  occurrences: string;
  people: string;
}

const mostTexts = 100;

/** Counts an event's occurrences over a period, in all, by day and by its most frequent texts, with one statement. */
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
     ), texts as (
       select text, count(*) as occurrences, count(distinct subscriber_id) as people from occurred
       where text is not null group by text order by occurrences desc, text limit ?
     )
     select case when day is null then 'total' else 'day' end as what, coalesce(day, '') as which,
       count(*) as occurrences, count(distinct subscriber_id) as people
     from occurred group by grouping sets ((), (day))
     union all select 'text', text, occurrences, people from texts
     order by occurrences desc, which`,
    [event, times.from.toISOString(), times.until.toISOString(), mostTexts],
  );
  const toCount = (row: Row | undefined): Count => {
    return { occurrences: Number(row?.occurrences ?? 0), people: Number(row?.people ?? 0) };
  };
  return {
    ...times,
    total: toCount(rows.find(({ what }) => what === 'total')),
    days: daysOf(times).map((day) => ({
      day,
      ...toCount(rows.find(({ what, which }) => what === 'day' && which === day)),
    })),
    texts: rows.flatMap((row) => (row.what === 'text' ? { text: row.which, ...toCount(row) } : [])),
  };
}
