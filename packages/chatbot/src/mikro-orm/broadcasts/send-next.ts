import type { EntityManager } from '@mikro-orm/postgresql';
import { isRefusal } from '@minimart/problem';
import { writeNs } from '../../ns.ts';
import type { BroadcastType } from '../../port/broadcasts.ts';
import type { Channel } from '../../port/channel.ts';
import type { Medium, Template } from '../../port/sending.ts';
import { createBotScope, type BotScope } from '../bots/bot-scope.ts';
import { setFields } from '../fields/subscriber-values.ts';
import { findRecipient } from '../sending/find-recipient.ts';
import { sayingsOfSubFlow } from '../sending/find-nodes.ts';
import { say, type Saying } from '../sending/say.ts';
import { sayingOfTemplate } from '../sending/send-template.ts';

/** What sending needs. */
export interface SendNextOptions {
  now: () => Date;
  channel?: Channel | undefined;
  /** Told of a defect, or of a channel that failed; the recipient is tried again later. */
  onError?: ((error: unknown) => void) | undefined;
}

const mostAttempts = 5;

/** How far a broadcast may catch up on its pace: what a runner misses while it rests between two looks, and no more after a downtime. */
const mostBehindMs = 1_000;

interface Due {
  broadcast: number;
  bot: number;
  subscriber: number;
  workspaceId: string;
  installationId: string;
  subFlow: number | null;
  template: Template | null;
  type: BroadcastType | null;
  messageTag: string | null;
  userFields: Record<string, unknown> | null;
  /** Tries that failed on our side. */
  attempts: number;
}

/** A recipient to send to, or a turn with nobody to be had. */
type Claim = Due | 'nobody';

/**
 * Gives the broadcast that has waited longest its turn: one recipient is sent to; false when none has a turn. Claiming, recording and
 * settling are one transaction: whatever happens to the process, nobody is written to twice.
 */
export async function sendNext(em: EntityManager, options: SendNextOptions): Promise<boolean> {
  let claimed: Claim | undefined;
  try {
    await em.transactional(async (tx) => {
      claimed = await claim(tx, options.now());
      if (claimed === undefined || claimed === 'nobody') return;
      const outcome = await send(tx, claimed, options);
      await settle(tx, claimed, { outcome, now: options.now() });
      await complete(tx, { id: claimed.broadcast }, options.now());
    });
  } catch (error) {
    if (claimed === undefined || claimed === 'nobody') throw error;
    // What cannot be recorded would be claimed again at once, before everybody else: the try counts, too.
    options.onError?.(error);
    await settle(em.fork(), claimed, { outcome: failedTry(claimed), now: options.now() });
  }
  return claimed !== undefined;
}

/**
 * Claims the broadcast that has waited for its turn longest and one of its recipients. Holding a broadcast keeps its pace: it is sent by
 * one runner at a time, and the next turn is a step later, whatever was missed while nobody sent.
 */
async function claim(em: EntityManager, now: Date): Promise<Claim | undefined> {
  const broadcast = await claimBroadcast(em, now);
  if (!broadcast) return undefined;
  const [row] = await em.execute<{ subscriber: string; attempts: number }[]>(
    // The person is held before their place in the broadcast, as by whoever deletes them: in the other order the two could wait for each other.
    `select subscribers.id as subscriber, attempts from chatbot.broadcast_recipients as recipients
     join chatbot.subscribers on subscribers.id = recipients.subscriber_id
     where broadcast_id = ? and recipients.status = 'pending' and due_at <= ?::timestamptz
     order by due_at, subscriber_id
     limit 1 for key share of subscribers skip locked for no key update of recipients skip locked`,
    [broadcast.broadcast, now.toISOString()],
  );
  // Somebody who is just being deleted costs the broadcast a turn.
  return row ? { ...broadcast, subscriber: Number(row.subscriber), attempts: row.attempts } : 'nobody';
}

async function claimBroadcast(em: EntityManager, now: Date): Promise<Omit<Due, 'subscriber' | 'attempts'> | undefined> {
  const [row] = await em.execute<Record<string, never>[]>(
    `update chatbot.broadcasts set status = 'New',
       next_at = greatest(next_at, ?::timestamptz - greatest(interval '0', ? * interval '1 ms' - step)) + step
     from (
       select broadcasts.id, workspace_id, interval '1 minute' / max_per_minute as step from chatbot.broadcasts
       join chatbot.bots on bots.id = bot_id
       where broadcasts.status in ('New', 'Scheduled') and next_at <= ?::timestamptz and exists (
         select 1 from chatbot.broadcast_recipients
         where broadcast_id = broadcasts.id and status = 'pending' and due_at <= ?::timestamptz)
       order by next_at, broadcasts.id limit 1 for no key update of broadcasts skip locked
     ) as turn
     where broadcasts.id = turn.id
     returning broadcasts.id as broadcast, bot_id as bot, workspace_id as "workspaceId", installation_id as "installationId",
       sub_flow_id as "subFlow", template, type, message_tag as "messageTag", user_fields as "userFields"`,
    [now.toISOString(), mostBehindMs, now.toISOString(), now.toISOString()],
  );
  if (!row) return undefined;
  const { broadcast, bot, subFlow, ...rest } = row as unknown as Due;
  return {
    ...rest,
    broadcast: Number(broadcast),
    bot: Number(bot),
    subFlow: subFlow === null ? null : Number(subFlow),
  };
}

/** How it went with one recipient. */
type Outcome = { is: 'sent' } | { is: 'failed'; reason: string } | { is: 'postponed' };

/** Sends to one person. One who cannot be reached, or with whom something fails on our side, stops nobody else. */
async function send(em: EntityManager, due: Due, { now, channel, onError }: SendNextOptions): Promise<Outcome> {
  const { workspaceId, installationId } = due;
  try {
    await em.transactional(async (inner) => {
      const scope = createBotScope(inner, workspaceId, { now, installationId, ...(channel && { channel }) });
      const userNs = writeNs(due.bot, 'u', due.subscriber);
      const values = Object.entries(due.userFields ?? {}).map(([id, value]) => ({
        ns: writeNs(due.bot, 'v', Number(id)),
        value,
      }));
      if (values.length > 0) await setFields(scope, userNs, values);
      const sayings = await sayingsOf(scope, due);
      await say(scope, await findRecipient(scope, { ns: userNs }, sayings[0]?.medium), sayings);
    });
    return { is: 'sent' };
  } catch (error) {
    if (isRefusal(error)) return { is: 'failed', reason: toReason(error.detail) };
    onError?.(error);
    return failedTry(due);
  }
}

function failedTry({ attempts }: Due): Outcome {
  const isLast = attempts + 1 >= mostAttempts;
  return isLast ? { is: 'failed', reason: `It could not be sent in ${mostAttempts} tries.` } : { is: 'postponed' };
}

/** A channel's words as PostgreSQL keeps them: no NUL, no half of a surrogate pair, at most 500 characters. */
function toReason(words: string): string {
  return words.replaceAll('\0', '').slice(0, 500).toWellFormed();
}

const mediums: Partial<Record<BroadcastType, Medium>> = { EMAIL: 'email', SMS: 'sms' };

async function sayingsOf(scope: BotScope, { bot, subFlow, template, type, messageTag }: Due): Promise<Saying[]> {
  const tag = messageTag === null ? {} : { message_tag: messageTag };
  if (template) {
    const saying = sayingOfTemplate(template);
    return [{ ...saying, payload: { ...saying.payload, ...tag } }];
  }
  // A flow that was deleted meanwhile is not there, and each recipient says so.
  const sayings = await sayingsOfSubFlow(scope, { ns: writeNs(bot, 's', subFlow ?? 0) });
  const medium = (type && mediums[type]) ?? 'chat';
  return sayings.map((saying) => ({ ...saying, medium, payload: messageTag === null ? null : tag }));
}

async function settle(
  em: EntityManager,
  { broadcast, subscriber, attempts }: Due,
  { outcome, now }: { outcome: Outcome; now: Date },
): Promise<void> {
  if (outcome.is === 'postponed') {
    const later = new Date(now.getTime() + 5_000 * 4 ** attempts).toISOString();
    await em.execute(
      `update chatbot.broadcast_recipients set attempts = attempts + 1, due_at = ?::timestamptz
       where broadcast_id = ? and subscriber_id = ? and status = 'pending'`,
      [later, broadcast, subscriber],
    );
    return;
  }
  await em.execute(
    `update chatbot.broadcast_recipients set status = ?, settled_at = ?::timestamptz, reason = ?
     where broadcast_id = ? and subscriber_id = ? and status = 'pending'`,
    [outcome.is, now.toISOString(), outcome.is === 'failed' ? outcome.reason : null, broadcast, subscriber],
  );
}

/** Marks what has begun as under way, and what has nobody left as completed; what another runner has at hand is left to it. */
export async function advanceBroadcasts(em: EntityManager, now: Date): Promise<void> {
  await em.execute(
    `update chatbot.broadcasts set status = 'New' where id in (
       select id from chatbot.broadcasts where status = 'Scheduled' and scheduled_at <= ?::timestamptz
       for no key update skip locked)`,
    [now.toISOString()],
  );
  await complete(em, {}, now);
}

/** Marks broadcasts under way that have nobody left, all or the one, as completed. */
async function complete(em: EntityManager, { id }: { id?: number }, now: Date): Promise<void> {
  await em.execute(
    `update chatbot.broadcasts set status = 'Completed', ended_at = ?::timestamptz where id in (
       select id from chatbot.broadcasts
       where status = 'New' and id = coalesce(?, id) and not exists (
         select 1 from chatbot.broadcast_recipients where broadcast_id = broadcasts.id and status = 'pending')
       for no key update skip locked)`,
    [now.toISOString(), id ?? null],
  );
}
