import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName, checkText } from '../../check-text.ts';
import { parseFieldValue, showFieldValue } from '../../field-value.ts';
import { writeNs } from '../../ns.ts';
import type { ListQuery, Page } from '../../page.ts';
import type { BotField, FieldRef, Fields, NewField, UserField } from '../../port/fields.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { findPage } from '../bots/find-page.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { BotField as FieldRow } from './field.entity.ts';
import { findFields, type Kind } from './find-fields.ts';
import { clearFields, setFields } from './subscriber-values.ts';

/** The fields of a bot on PostgreSQL. */
export function createFields(scope: BotScope): Fields {
  return {
    listUserFields: (query) => listFields(scope, { kind: 'user', query, show: toUserField }),
    listBotFields: (query) => listFields(scope, { kind: 'bot', query, show: toBotField }),
    createUserField: async (field) => toUserField(await insertField(scope, 'user', { ...field, value: null })),
    async createBotField({ value = null, ...field }) {
      const name = checkName(field.name);
      const kept = value === null ? null : parseFieldValue({ name, type: field.type }, value);
      return toBotField(await insertField(scope, 'bot', { ...field, value: kept }));
    },
    updateUserField: (ns, change) => updateField(scope, ns, change),
    deleteUserField: (ref) => deleteField(scope, 'user', ref),
    deleteBotField: (ref) => deleteField(scope, 'bot', ref),
    async setBotFields(values) {
      const found = await findFields(scope, 'bot', values);
      const kept = values.map(({ value }, index) => {
        const field = found[index]!;
        return { id: field.id, value: parseFieldValue(field, value) };
      });
      await scope.em.execute(
        `update chatbot.fields set value = given.value from jsonb_to_recordset(?::jsonb) as given (id bigint, value jsonb)
         where fields.id = given.id`,
        [JSON.stringify([...new Map(kept.map((each) => [each.id, each])).values()])],
      );
      const now = new Map(kept.map(({ id, value }) => [id, value]));
      return found.map((field) => toBotField({ ...field, value: now.get(field.id) }));
    },
    setFor: (userNs, values) => setFields(scope, userNs, values),
    clearFor: (userNs, refs) => clearFields(scope, userNs, refs),
  };
}

interface Listing<Item> {
  kind: Kind;
  query: ListQuery | undefined;
  show: (row: FieldRow) => Item;
}

async function listFields<Item>(scope: BotScope, { kind, query = {}, show }: Listing<Item>): Promise<Page<Item>> {
  const page = await findPage(scope, FieldRow, { ...query, only: { kind } });
  return { ...page, items: page.items.map(show) };
}

type Inserted = Omit<FieldRow, 'id'> & { id: number };

async function insertField(scope: BotScope, kind: Kind, field: NewField & { value: unknown }): Promise<Inserted> {
  const name = checkName(field.name);
  const description = checkDescription(field.description);
  return inLockedBot(scope, async (inside, bot) => {
    const { em } = inside;
    await refuseTakenName(inside, { kind, name });
    if ((await em.count(FieldRow, { bot, kind })) >= chatbotLimits.fields)
      throw refuse('limit_reached', `A bot has at most ${chatbotLimits.fields} ${kind} fields. Delete one first.`);
    const row = {
      bot,
      kind,
      name,
      description,
      type: field.type,
      value: field.value,
      displayType: 'default' as const,
      isTemplate: false,
    };
    return { ...row, id: Number(await em.insert(FieldRow, row)) };
  });
}

async function updateField(
  scope: BotScope,
  ns: string,
  change: { name?: string; displayType?: UserField['displayType'] },
): Promise<UserField> {
  const name = change.name === undefined ? undefined : checkName(change.name);
  return inLockedBot(scope, async (inside) => {
    const { em } = inside;
    const [field] = await findFields(inside, 'user', [{ ns }]);
    if (!field) throw notFound('user field', ns);
    if (name !== undefined && name !== field.name) await refuseTakenName(inside, { kind: 'user', name });
    const changed = { name: name ?? field.name, displayType: change.displayType ?? field.displayType };
    await em.nativeUpdate(FieldRow, { id: field.id }, changed);
    return toUserField({ ...field, ...changed });
  });
}

async function deleteField(scope: BotScope, kind: Kind, ref: FieldRef): Promise<void> {
  await inTransaction(scope, async (inside) => {
    const { em } = inside;
    const [field] = await findFields(inside, kind, [ref]);
    const id = field?.id ?? 0;
    // Waits for a broadcast that is being made with it.
    const held = await em.execute<unknown[]>('select 1 from chatbot.fields where id = ? for update', [id]);
    const named = 'ns' in ref ? ref.ns : ref.name;
    if (!field || held.length === 0) throw notFound(`${kind} field`, named);
    await refuseNeeded(em, { ...field, named });
    await em.nativeDelete(FieldRow, { id });
  });
}

async function refuseNeeded(
  em: EntityManager,
  { id, bot, named }: Pick<FieldRow, 'id' | 'bot'> & { named: string },
): Promise<void> {
  const [use] = await em.execute<{ broadcast: string | null }[]>(
    `select min(id) as broadcast from chatbot.broadcasts
     where bot_id = ? and status in ('New', 'Scheduled') and user_fields -> ?::text is not null`,
    [bot, `${id}`],
  );
  if (!use?.broadcast) return;
  const broadcast = writeNs(bot, 'b', Number(use.broadcast));
  throw refuse(
    'conflict',
    `The user field "${named}" is needed: the broadcast ${broadcast} sets it. Cancel that first.`,
  );
}

async function refuseTakenName(scope: BotScope, { kind, name }: { kind: Kind; name: string }): Promise<void> {
  const taken = await scope.em.findOne(FieldRow, { bot: await scope.botId(), kind, name }, asStored);
  if (taken)
    throw refuse('conflict', `There is a ${kind} field "${name}" already: ${writeNs(taken.bot, 'v', taken.id)}.`);
}

function checkDescription(description: string | undefined): string | null {
  const text = checkText(description ?? '').trim();
  if (text.length > chatbotLimits.descriptionLength)
    throw refuse('invalid_input', `A description has at most ${chatbotLimits.descriptionLength} characters.`);
  return text || null;
}

type Shown = Pick<FieldRow, 'bot' | 'id' | 'name' | 'type' | 'description' | 'displayType' | 'isTemplate' | 'value'>;

function toUserField({ bot, id, name, type, description, displayType }: Shown): UserField {
  return { ns: writeNs(bot, 'v', id), name, type, description, displayType };
}

function toBotField({ bot, id, name, type, description, isTemplate, value }: Shown): BotField {
  const shown = value === null || value === undefined ? null : showFieldValue(type, value);
  return { ns: writeNs(bot, 'v', id), name, type, description, isTemplate, value: shown };
}
