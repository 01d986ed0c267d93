import { parseFieldValue } from '../../field-value.ts';
import type { FieldRef, FieldValue } from '../../port/fields.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { lockSubscriber } from '../subscribers/lock-subscriber.ts';
import { findFields } from './find-fields.ts';
import { SubscriberField } from './subscriber-field.entity.ts';

/**
 * Stores values of user fields for one subscriber; a field that is deleted meanwhile is passed over, and nothing is stored when one of them
 * is refused.
 */
export async function setFields(scope: BotScope, userNs: string, values: readonly FieldValue[]): Promise<void> {
  await inTransaction(scope, async (inside) => {
    const subscriber = await lockSubscriber(inside, userNs);
    await storeValues(inside, subscriber, values);
  });
}

async function storeValues(scope: BotScope, subscriber: number, values: readonly FieldValue[]): Promise<void> {
  const fields = await findFields(scope, 'user', values);
  // Of a field that is named twice the last value stays, as if one call had come after the other.
  const kept = new Map(fields.map((field, index) => [field.id, parseFieldValue(field, values[index]?.value)]));
  await scope.em.execute(
    `insert into chatbot.subscriber_fields (subscriber_id, field_id, value)
     select ?, fields.id, given.value
     from jsonb_to_recordset(?::jsonb) as given (field bigint, value jsonb)
     join (select id from chatbot.fields where id = any (?::bigint[]) order by id for key share) as fields on fields.id = given.field
     order by fields.id
     on conflict (subscriber_id, field_id) do update set value = excluded.value`,
    [
      subscriber,
      JSON.stringify([...kept].map(([field, value]) => ({ field, value }))),
      `{${[...kept.keys()].join(',')}}`,
    ],
  );
}

/** Blanks user fields of one subscriber. */
export async function clearFields(scope: BotScope, userNs: string, refs: readonly FieldRef[]): Promise<void> {
  await inTransaction(scope, async (inside) => {
    const subscriber = await lockSubscriber(inside, userNs);
    const fields = await findFields(inside, 'user', refs);
    await inside.em.nativeDelete(SubscriberField, { subscriber, field: { $in: fields.map(({ id }) => id) } });
  });
}
