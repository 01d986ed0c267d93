import type { ChatStatus } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';

const statuses: readonly ChatStatus[] = ['open', 'pending', 'spam', 'done'];

/** How many of the bot's subscribers stand at each status. */
export async function countSubscribers(scope: BotScope): Promise<{ status: ChatStatus; count: number }[]> {
  const rows = await scope.em.execute<{ status: ChatStatus; count: string }[]>(
    'select status, count(*) as count from chatbot.subscribers where bot_id = ? group by status',
    [await scope.botId()],
  );
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return statuses.map((status) => ({ status, count: counts.get(status) ?? 0 }));
}
