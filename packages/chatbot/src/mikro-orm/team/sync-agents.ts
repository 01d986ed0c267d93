import type { BotScope } from '../bots/bot-scope.ts';

/**
 * Makes the agents of a bot those who belong to its workspace now. Who left keeps the number, for what refers to it. Touches only rows
 * that differ: a conflict would lock the others and use up a number for each.
 */
export async function syncAgents({ em, members, botId }: BotScope): Promise<void> {
  if (!members) return;
  const [bot, now] = [await botId(), await members.list()];
  const given = JSON.stringify(now.map(({ memberId, ...rest }) => ({ member_id: memberId, ...rest })));
  await em.execute(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as given (member_id text, name text, email text, image text, role text)
     ), gone as (
       update chatbot.agents set is_member = false
       where bot_id = ? and is_member and member_id not in (select member_id from given)
     )
     insert into chatbot.agents (bot_id, member_id, name, email, image, role, is_online, is_member)
     select ?, member_id, name, email, image, role, false, true from given
     where not exists (
       select 1 from chatbot.agents as known
       where known.bot_id = ? and known.member_id = given.member_id and known.is_member
       and (known.name, known.email, known.image, known.role)
         is not distinct from (given.name, given.email, given.image, given.role)
     )
     order by member_id
     on conflict (bot_id, member_id) do update
     set name = excluded.name, email = excluded.email, image = excluded.image, role = excluded.role, is_member = true`,
    [given, bot, bot, bot],
  );
}
