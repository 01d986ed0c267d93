import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse } from '../../chatbot-error.ts';
import { checkProfile, fullName } from '../../check-profile.ts';
import type { NewSubscriber } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { blankSubscriber } from './blank-subscriber.ts';
import { insertFieldValues } from './insert-field-values.ts';
import { insertTagsByName } from './insert-tags-by-name.ts';
import { refuseKnownContacts } from './refuse-known-contacts.ts';
import { BotSubscriber } from './subscriber.entity.ts';

/** Adds people with what they carry, all or none; their numbers in the order given. */
export async function insertSubscribers(scope: BotScope, people: readonly NewSubscriber[]): Promise<number[]> {
  const rows = people.map((person) => toRow(person, scope.now()));
  if (rows.length === 0) return [];
  return inLockedBot(scope, async (inside, bot) => {
    const { em } = inside;
    await refuseKnownContacts(inside, rows);
    const ids = await takeNumbers(em, rows.length);
    const numbered = people.map((person, index) => ({ ...person, id: ids[index] ?? 0 }));
    await em.insertMany(
      BotSubscriber,
      rows.map((row, index) => ({ ...row, id: ids[index] ?? 0, bot })),
    );
    await insertTagsByName(inside, numbered);
    await insertFieldValues(inside, numbered);
    return ids;
  });
}

function toRow(person: NewSubscriber, now: Date) {
  const { name = null, ...profile } = checkProfile(person);
  const row = { ...blankSubscriber, ...profile, subscribedAt: now, optedInThrough: 'api' };
  if (row.email === null && row.phone === null) {
    throw refuse('invalid_input', 'A subscriber needs an e-mail address or a phone number.');
  }
  return { ...row, name: name ?? fullName(row) };
}

/** Numbers for rows that are inserted at once: a batch insert does not say which row got which. */
async function takeNumbers(em: EntityManager, count: number): Promise<number[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select nextval('chatbot.subscribers_id_seq') as id from generate_series(1, ?)`,
    [count],
  );
  return rows.map(({ id }) => Number(id));
}
