import type { FilterQuery } from '@mikro-orm/core';
import { showFieldValue } from '../../field-value.ts';
import { writeNs } from '../../ns.ts';
import type { FieldType } from '../../port/fields.ts';
import type { Subscriber } from '../../port/subscribers.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { toTag } from '../tags/create-tags.ts';
import { BotSubscriber } from './subscriber.entity.ts';
import { toSubscriber, type Carried } from './to-subscriber.ts';

/**
 * Subscribers with all they carry, in the order they came; two statements, however many. `mostFieldBytes` leaves out the fields of each from
 * that many bytes on, so that a list of many stays bearable.
 */
export async function readSubscribers(
  { em }: BotScope,
  where: FilterQuery<BotSubscriber>,
  { mostFieldBytes = null }: { mostFieldBytes?: number | null } = {},
): Promise<Subscriber[]> {
  const rows = await em.find(BotSubscriber, where, { ...asStored, orderBy: { id: 'asc' } });
  if (rows.length === 0) return [];
  const carried = await em.execute<CarriedRow[]>(carriedSql, [mostFieldBytes, rows.map(({ id }) => id)]);
  const byId = new Map(carried.map((row) => [Number(row.id), row]));
  return rows.map((row) => toSubscriber(row, toCarried(byId.get(row.id), row.bot)));
}

const carriedSql = `
  select id,
    (select coalesce(jsonb_agg(jsonb_build_object('id', tags.id, 'name', tags.name) order by tags.id), '[]')
     from chatbot.subscriber_tags join chatbot.tags on tags.id = tag_id where subscriber_id = subscribers.id) as tags,
    (select coalesce(jsonb_agg(field order by id), '[]') from (
       select id, field, sum(octet_length(field::text)) over (order by id) as bytes from (
         select fields.id, jsonb_build_object('id', fields.id, 'name', fields.name, 'type', fields.type,
           'description', fields.description, 'value', subscriber_fields.value) as field
         from chatbot.subscriber_fields join chatbot.fields on fields.id = field_id
         where subscriber_id = subscribers.id
       ) as carried
     ) as measured where bytes <= coalesce(?::bigint, bytes)) as fields
  from chatbot.subscribers where id in (?)`;

interface CarriedRow {
  id: string;
  tags: { id: number; name: string }[];
  fields: { id: number; name: string; type: FieldType; description: string | null; value: unknown }[];
}

/** A subscriber who was deleted between the two statements carries nothing. */
function toCarried(row: CarriedRow | undefined, bot: number): Carried {
  return {
    tags: (row?.tags ?? []).map(({ id, name }) => toTag({ id, bot, name })),
    fields: (row?.fields ?? []).map(({ id, value, ...field }) => {
      return { ...field, ns: writeNs(bot, 'v', id), value: showFieldValue(field.type, value) };
    }),
  };
}
