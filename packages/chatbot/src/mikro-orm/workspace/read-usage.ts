import { daysOf, timesOfRange } from '../../days-of-range.ts';
import type { EventRange } from '../../port/events.ts';
import type { DailyUsage } from '../../port/workspace.ts';
import type { BotScope } from '../bots/bot-scope.ts';

interface UsageRow {
  day: string;
  subscribers: string;
  new_subscribers: string;
  active_subscribers: string;
  in_messages: string;
  out_messages: string;
  agent_messages: string;
  notes: string;
  emails: string;
  agent_response_seconds: string | null;
}

/** How the bot was used on each day of a range, in one statement. */
export async function readUsage(scope: BotScope, range: EventRange): Promise<DailyUsage[]> {
  const bot = await scope.botId();
  const times = timesOfRange(range, scope.now());
  const days = JSON.stringify(daysOf(times));
  const values = [days, bot, times.from.toISOString(), times.until.toISOString(), bot];
  const rows = await scope.em.execute<UsageRow[]>(usageSql, values);
  return rows.map((row) => ({
    botNs: `f${bot}`,
    day: row.day,
    subscribers: Number(row.subscribers),
    newSubscribers: Number(row.new_subscribers),
    activeSubscribers: Number(row.active_subscribers),
    inMessages: Number(row.in_messages),
    outMessages: Number(row.out_messages),
    agentMessages: Number(row.agent_messages),
    notes: Number(row.notes),
    emails: Number(row.emails),
    agentResponseSeconds: row.agent_response_seconds === null ? null : Number(row.agent_response_seconds),
  }));
}

// Days begin and end in UTC, whatever the connection's time zone is.
const usageSql = `
  with days as (
    select value::date as day from jsonb_array_elements_text(?::jsonb)
  ), joined as (
    select (subscribed_at at time zone 'UTC')::date as day, count(*) as count
    from chatbot.subscribers where bot_id = ? group by 1
  ), said as (
    select (sent_at at time zone 'UTC')::date as day,
      count(distinct subscriber_id) filter (where type = 'in') as active_subscribers,
      count(*) filter (where type = 'in') as in_messages,
      count(*) filter (where type = 'out') as out_messages,
      count(*) filter (where type = 'agent') as agent_messages,
      count(*) filter (where type = 'note') as notes,
      count(*) filter (where type in ('out', 'agent') and medium = 'email') as emails,
      round(extract(epoch from avg(sent_at - before.asked_at))) as agent_response_seconds
    from chatbot.messages
    join chatbot.subscribers on subscribers.id = messages.subscriber_id
    left join lateral (
      select case when earlier.type = 'in' then earlier.sent_at end as asked_at
      from chatbot.messages as earlier
      where messages.type = 'agent' and earlier.subscriber_id = messages.subscriber_id and earlier.id < messages.id
        and earlier.type in ('in', 'agent')
      order by earlier.id desc limit 1
    ) as before on true
    where sent_at >= ?::timestamptz and sent_at < ?::timestamptz and bot_id = ?
    group by 1
  )
  select days.day::text as day,
    (select coalesce(sum(count), 0) from joined where joined.day <= days.day) as subscribers,
    coalesce((select count from joined where joined.day = days.day), 0) as new_subscribers,
    coalesce(active_subscribers, 0) as active_subscribers,
    coalesce(in_messages, 0) as in_messages,
    coalesce(out_messages, 0) as out_messages,
    coalesce(agent_messages, 0) as agent_messages,
    coalesce(notes, 0) as notes,
    coalesce(emails, 0) as emails,
    agent_response_seconds
  from days left join said on said.day = days.day
  order by days.day`;
