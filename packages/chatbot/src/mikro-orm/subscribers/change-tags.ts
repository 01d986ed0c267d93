import { notFound } from '../../chatbot-error.ts';
import { checkName } from '../../check-text.ts';
import { readNs } from '../../ns.ts';
import type { WantedTags } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { lockSubscriber } from './lock-subscriber.ts';

/** Puts tags on a subscriber; one that is there stays since when it is. */
export async function addTags(scope: BotScope, userNs: string, wanted: WantedTags): Promise<void> {
  await inTransaction(scope, async (inside) => {
    const { subscriber, tags } = await lockBoth(inside, userNs, wanted);
    if (tags.length === 0) return;
    await inside.em.execute(
      `insert into chatbot.subscriber_tags (subscriber_id, tag_id, added_at)
       select ?, id, ?::timestamptz from chatbot.tags where id in (?) order by id on conflict do nothing`,
      [subscriber, scope.now().toISOString(), tags],
    );
  });
}

/** Takes tags off a subscriber; one that is not there may stay away. */
export async function removeTags(scope: BotScope, userNs: string, wanted: WantedTags): Promise<void> {
  await inTransaction(scope, async (inside) => {
    const { subscriber, tags } = await lockBoth(inside, userNs, wanted);
    if (tags.length === 0) return;
    await inside.em.execute('delete from chatbot.subscriber_tags where subscriber_id = ? and tag_id in (?)', [
      subscriber,
      tags,
    ]);
  });
}

/** The numbers of a subscriber and of tags, which nobody can delete before the transaction ends. */
async function lockBoth(scope: BotScope, userNs: string, wanted: WantedTags) {
  const subscriber = await lockSubscriber(scope, userNs);
  return { subscriber, tags: await lockTags(scope, wanted) };
}

async function lockTags({ em, botId }: BotScope, wanted: WantedTags): Promise<number[]> {
  const bot = await botId();
  const column = 'ns' in wanted ? 'id' : 'name';
  const keys = 'ns' in wanted ? keysOf(wanted.ns, (ns) => numberOf(ns, bot)) : keysOf(wanted.names, checkName);
  if (keys.size === 0) return [];
  const rows = await em.execute<{ id: string; key: string }[]>(
    `select id, ${column}::text as key from chatbot.tags where bot_id = ? and ${column} in (?) order by id for key share`,
    [bot, [...keys.keys()]],
  );
  const found = new Set(rows.map(({ key }) => key));
  for (const [key, asked] of keys) if (!found.has(key)) throw notFound('tag', asked);
  return rows.map(({ id }) => Number(id));
}

/** What PostgreSQL is asked for, and the words it was asked for in. */
function keysOf(asked: readonly string[], toKey: (asked: string) => string): Map<string, string> {
  return new Map(asked.map((each) => [toKey(each), each]));
}

function numberOf(tagNs: string, bot: number): string {
  const id = readNs(tagNs, 't', bot);
  if (id === undefined) throw notFound('tag', tagNs);
  return `${id}`;
}
