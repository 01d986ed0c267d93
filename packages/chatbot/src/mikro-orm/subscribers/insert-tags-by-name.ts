import { tidyName } from '../../check-text.ts';
import type { BotScope } from '../bots/bot-scope.ts';

/** Puts tags on new subscribers, by one statement; names of no tag are passed over. */
export async function insertTagsByName(
  { em, botId, now }: BotScope,
  people: readonly { id: number; tags?: readonly string[] | undefined }[],
): Promise<void> {
  const given = people.flatMap(({ id, tags = [] }) => tags.map((name) => ({ id, name: tidyName(name) })));
  if (given.length === 0) return;
  // The lock waits for a tag that is just being deleted, and passes it over, too.
  await em.execute(
    `insert into chatbot.subscriber_tags (subscriber_id, tag_id, added_at)
     select given.id, tags.id, ?::timestamptz from jsonb_to_recordset(?::jsonb) as given (id bigint, name text)
     join chatbot.tags on bot_id = ? and tags.name = given.name for key share of tags
     on conflict do nothing`,
    [now().toISOString(), JSON.stringify(given), await botId()],
  );
}
