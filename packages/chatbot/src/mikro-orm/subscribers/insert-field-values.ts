import { parseFieldValue } from '../../field-value.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findFields } from '../fields/find-fields.ts';

interface Given {
  ns: string;
  value: unknown;
}

/** Gives new subscribers their values of user fields; an empty one is passed over, and of two for one field the last counts. */
export async function insertFieldValues(
  scope: BotScope,
  people: readonly { id: number; fields?: readonly Given[] | undefined }[],
): Promise<void> {
  const given = people.flatMap(({ id, fields = [] }) => fields.map(({ ns, value }) => ({ id, ns, value })));
  const fields = await findFields(scope, 'user', given);
  const kept = new Map(
    given.flatMap(({ id, value }, index) => {
      const field = fields[index]!;
      if (value === '') return [];
      return [[`${id} ${field.id}`, { id, field: field.id, value: parseFieldValue(field, value) }]];
    }),
  );
  if (kept.size === 0) return;
  // The lock waits for a field that is just being deleted, and passes it over.
  await scope.em.execute(
    `insert into chatbot.subscriber_fields (subscriber_id, field_id, value)
     select given.id, fields.id, given.value from jsonb_to_recordset(?::jsonb) as given (id bigint, field bigint, value jsonb)
     join chatbot.fields on fields.id = given.field for key share of fields`,
    [JSON.stringify([...kept.values()])],
  );
}
