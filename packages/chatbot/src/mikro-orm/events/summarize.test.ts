import { expect, test } from 'vitest';
import { useSampleChatbot } from '../../testing/index.ts';

const { withHost } = useSampleChatbot();
const now = () => new Date('2026-11-24T12:00:00Z');

test('counts in all, by day and by the hundred most frequent texts, and has the database leave out the others', async () => {
  await withHost(
    async ({ events }, { em }) => {
      await em.execute('delete from chatbot.event_occurrences where event_id = 21');
      await em.execute(
        `insert into chatbot.event_occurrences (event_id, subscriber_id, text_value, created_at)
         select 21, case when i % 2 = 0 then 456 else 111 end, nullif('text ' || lpad((i % 301)::text, 3, '0'), 'text 300'),
           '2026-11-23T23:59:59Z'::timestamptz - (i % 2) * interval '1 day'
         from generate_series(1, 901) as i`,
      );
      const read: number[] = [];
      const execute = em.execute.bind(em);
      em.execute = (async (...asked: Parameters<typeof execute>) => {
        const rows = await execute(...asked);
        if (Array.isArray(rows)) read.push(rows.length);
        return rows;
      }) as typeof em.execute;
      const summary = await events.summary('f123e21', 'last_7_days');
      expect(summary.total).toEqual({ occurrences: 901, people: 2 });
      expect(summary.days.slice(-2)).toEqual([
        { day: '2026-11-22', occurrences: 451, people: 1 },
        { day: '2026-11-23', occurrences: 450, people: 1 },
      ]);
      expect(summary.days).toHaveLength(7);
      expect(summary.texts).toHaveLength(100);
      expect(summary.texts[0]).toEqual({ text: 'text 001', occurrences: 3, people: 2 });
      expect(Math.max(...read)).toBeLessThan(200);
    },
    { now },
  );
});
