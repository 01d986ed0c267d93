import { notFound } from '../../chatbot-error.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery } from '../../page.ts';
import type { BotOverview, Overview, PeopleQuery, Person, PersonLine } from '../../port/overview.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { escapeLike } from '../bots/find-page.ts';
import { toPerson, toPersonLine, type PersonLineRow, type PersonRow } from './person-rows.ts';

/** What the owner of a bot on PostgreSQL sees of it. */
export function createOverview(scope: BotScope): Overview {
  return {
    bot: () => readBot(scope),
    people: (query = {}) => listPeople(scope, query),
    person: (userNs, messages = 50) => readPerson(scope, userNs, messages),
  };
}

async function readBot(scope: BotScope): Promise<BotOverview> {
  const bot = await scope.botId();
  const dayAgo = new Date(scope.now().getTime() - 24 * 3_600_000).toISOString();
  const [row] = await scope.em.execute<{ name: string; subscribers: string; messages: string; tags: TagRow[] }[]>(
    `select name,
       (select count(*) from chatbot.subscribers where bot_id = bots.id) as subscribers,
       (select count(*) from chatbot.messages join chatbot.subscribers on subscribers.id = subscriber_id
        where bot_id = bots.id and sent_at > ?::timestamptz) as messages,
       (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'subscribers', (
          select count(*) from chatbot.subscriber_tags where tag_id = tags.id)) order by name), '[]')
        from chatbot.tags where bot_id = bots.id) as tags
     from chatbot.bots where id = ?`,
    [dayAgo, bot],
  );
  if (!row) throw notFound('bot', `f${bot}`);
  return {
    ns: `f${bot}`,
    name: row.name,
    subscribers: Number(row.subscribers),
    messagesToday: Number(row.messages),
    tags: row.tags.map(({ id, name, subscribers }) => ({ ns: writeNs(bot, 't', id), name, subscribers })),
  };
}

interface TagRow {
  id: number;
  name: string;
  subscribers: number;
}

async function listPeople(scope: BotScope, { search, tagNs, page: wanted, limit: most }: PeopleQuery) {
  const { limit, page, offset, name: text } = checkListQuery({ limit: most, page: wanted, name: search });
  const { id: tag, bot } = tagNs ? await scope.at('t', tagNs) : { id: undefined, bot: await scope.botId() };
  const conditions = ['bot_id = ?'];
  const values: unknown[] = [bot];
  if (text !== undefined) {
    conditions.push('(name ilike ? or email ilike ? or phone ilike ?)');
    values.push(...Array.from({ length: 3 }, () => `%${escapeLike(text)}%`));
  }
  if (tag !== undefined) {
    conditions.push(
      'exists (select 1 from chatbot.subscriber_tags where subscriber_id = subscribers.id and tag_id = ?)',
    );
    values.push(tag);
  }
  const where = conditions.join(' and ');
  const rows = await scope.em.execute<(PersonLineRow & { total: string })[]>(
    `with found as (
       select id, name, image, channel, status, last_message_at, count(*) over () as total
       from chatbot.subscribers where ${where}
       order by last_message_at desc nulls last, id desc limit ? offset ?
     )
     select found.id, found.name, image, channel, status, total, (
       select coalesce(jsonb_agg(tags.name order by tags.name), '[]')
       from chatbot.subscriber_tags join chatbot.tags on tags.id = tag_id where subscriber_id = found.id
     ) as tags, last.type as last_type, left(last.content, 300) as last_content, last.sent_at as last_sent_at
     from found left join lateral (
       select type, content, sent_at from chatbot.messages where subscriber_id = found.id order by id desc limit 1
     ) as last on true
     order by last_message_at desc nulls last, found.id desc`,
    [...values, limit, offset],
  );
  const total = rows[0] ? Number(rows[0].total) : await countPeople(scope, where, values);
  return { items: rows.map((row): PersonLine => toPersonLine(row, bot)), total, page, limit };
}

/** A page beyond the last has no row to carry the total. */
async function countPeople({ em }: BotScope, where: string, values: unknown[]): Promise<number> {
  const [row] = await em.execute<{ total: string }[]>(
    `select count(*) as total from chatbot.subscribers where ${where}`,
    values,
  );
  return Number(row?.total ?? 0);
}

async function readPerson(scope: BotScope, userNs: string, wanted: number): Promise<Person> {
  const { limit } = checkListQuery({ limit: wanted });
  const { id, bot } = await scope.at('u', userNs);
  const [row] = await scope.em.execute<PersonRow[]>(
    `select id, name, image, channel, status, email, phone, subscribed_at, unsubscribed_at,
       (select coalesce(jsonb_agg(tags.name order by tags.name), '[]') from chatbot.subscriber_tags
        join chatbot.tags on tags.id = tag_id where subscriber_id = subscribers.id) as tags,
       (select coalesce(jsonb_agg(labels.name order by labels.name), '[]') from chatbot.subscriber_labels
        join chatbot.labels on labels.id = label_id where subscriber_id = subscribers.id) as labels,
       (select coalesce(jsonb_agg(jsonb_build_object('name', fields.name, 'value', subscriber_fields.value)
          order by fields.name), '[]') from chatbot.subscriber_fields
        join chatbot.fields on fields.id = field_id where subscriber_id = subscribers.id) as fields,
       (select coalesce(jsonb_agg(to_jsonb(said) order by said.id), '[]') from (
          select id, type, medium, media_type, content, installation_id, sent_at from chatbot.messages
          where subscriber_id = subscribers.id order by id desc limit ?) as said) as messages
     from chatbot.subscribers where id = ? and bot_id = ?`,
    [limit, id, bot],
  );
  if (!row) throw notFound('subscriber', userNs);
  return toPerson(row, bot);
}
