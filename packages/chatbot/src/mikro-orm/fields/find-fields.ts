import { notFound } from '../../chatbot-error.ts';
import { checkName } from '../../check-text.ts';
import { readNs } from '../../ns.ts';
import type { FieldRef } from '../../port/fields.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { BotField } from './field.entity.ts';

/** Whom a field is kept for. */
export type Kind = BotField['kind'];

/** The fields that these refs name, in their order, by one query; `not_found` when one is missing in this bot. */
export async function findFields(scope: BotScope, kind: Kind, refs: readonly FieldRef[]): Promise<BotField[]> {
  const bot = await scope.botId();
  const wanted = refs.map((ref) => ('ns' in ref ? { id: readNs(ref.ns, 'v', bot) } : { name: checkName(ref.name) }));
  const ids = wanted.flatMap(({ id }) => id ?? []);
  const names = wanted.flatMap(({ name }) => name ?? []);
  const where = { bot, kind, $or: [{ id: { $in: ids } }, { name: { $in: names } }] };
  const rows = ids.length + names.length === 0 ? [] : await scope.em.find(BotField, where, asStored);
  return refs.map((ref, index) => {
    const { id, name } = wanted[index]!;
    const found = rows.find((row) => ('ns' in ref ? row.id === id : row.name === name));
    if (!found) throw notFound(`${kind} field`, 'ns' in ref ? ref.ns : ref.name);
    return found;
  });
}
