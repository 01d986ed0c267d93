import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName } from '../../check-text.ts';
import { parseFieldValue } from '../../field-value.ts';
import type { NewBroadcast } from '../../port/broadcasts.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { createFields } from '../fields/create-fields.ts';
import { findFields } from '../fields/find-fields.ts';
import { holdSubFlows } from '../flows/hold-sub-flows.ts';
import { sayingOfTemplate } from '../sending/send-template.ts';
import { audienceCondition } from './audience-condition.ts';
import { Broadcast } from './broadcast.entity.ts';

/** Writes down a broadcast and everybody who is to get it, by one statement; answers its number. */
export async function insertBroadcast(scope: BotScope, broadcast: NewBroadcast): Promise<number> {
  const { maxPerMinute = 60, botFields = [], scheduledAt } = broadcast;
  const { maxPerMinute: most } = chatbotLimits;
  if (!Number.isInteger(maxPerMinute) || maxPerMinute < 1 || maxPerMinute > most)
    throw refuse('invalid_input', `A broadcast is sent to 1 to ${most.toLocaleString('en')} people a minute.`);
  return inTransaction(scope, async (inside) => {
    const { em } = inside;
    // A call that was let through before the app was taken away would leave a broadcast that nobody cancels.
    if (await scope.hasAppEnded?.(em)) throw refuse('conflict', 'This app has been taken away from the workspace.');
    const now = scope.now();
    const start = scheduledAt && scheduledAt > now ? scheduledAt : now;
    const audience = await audienceCondition(inside, broadcast.audience);
    if (botFields.length > 0) await createFields(inside).setBotFields(botFields);
    const bot = await inside.botId();
    const row = {
      bot,
      installationId: scope.installationId ?? '',
      name: broadcast.name === undefined ? null : checkName(broadcast.name),
      ...(await whatToSend(inside, broadcast.what)),
      type: broadcast.type ?? null,
      messageTag: broadcast.messageTag ?? null,
      botFields: null,
      userFields: await checkUserFields(inside, broadcast.userFields ?? []),
      maxPerMinute,
      status: start > now ? ('Scheduled' as const) : ('New' as const),
      scheduledAt: start > now ? start : null,
      nextAt: start,
      createdAt: now,
      endedAt: null,
    };
    const id = Number(await em.insert(Broadcast, row));
    // Whoever is deleted meanwhile is passed over: the lock waits for that.
    await em.execute(
      `with held as materialized (
         select id from chatbot.subscribers where bot_id = ? and unsubscribed_at is null and ${audience.sql} order by id for key share
       )
       insert into chatbot.broadcast_recipients (broadcast_id, subscriber_id, status, due_at)
       select ?, id, 'pending', ?::timestamptz from held`,
      [bot, ...audience.params, id, start.toISOString()],
    );
    await em.execute(
      `update chatbot.broadcasts set status = 'Completed', ended_at = ?::timestamptz
       where id = ? and not exists (select 1 from chatbot.broadcast_recipients where broadcast_id = broadcasts.id)`,
      [now.toISOString(), id],
    );
    return id;
  });
}

async function whatToSend(scope: BotScope, what: NewBroadcast['what']) {
  if ('template' in what) {
    // What cannot be sent to one is refused now, not to each.
    sayingOfTemplate(what.template);
    return { subFlow: null, template: { ...what.template } };
  }
  const { id, bot } = await scope.at('s', what.subFlowNs);
  await holdSubFlows(scope.em, bot, [id]);
  return { subFlow: id, template: null };
}

/** Values that every recipient gets, by the field's number; null when there are none. */
async function checkUserFields(
  scope: BotScope,
  values: NonNullable<NewBroadcast['userFields']>,
): Promise<Record<string, unknown> | null> {
  if (values.length === 0) return null;
  const fields = await findFields(scope, 'user', values);
  const ids = fields.map(({ id }) => id);
  // Whoever deletes one of them finds the broadcast that needs it.
  const held = await scope.em.execute<{ id: string }[]>(
    'select id from chatbot.fields where id in (?) order by id for key share',
    [ids],
  );
  const gone = ids.findIndex((id) => !held.some((row) => Number(row.id) === id));
  if (gone >= 0) throw notFound('user field', fields[gone]?.name ?? '');
  return Object.fromEntries(fields.map((field, index) => [field.id, parseFieldValue(field, values[index]?.value)]));
}
