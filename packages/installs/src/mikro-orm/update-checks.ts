import type { EntityManager } from '@mikro-orm/postgresql';
import { createId } from '@minimart/tokens';

/** A single installation to look at. */
export interface UpdateCheck {
  id: string;
  installationId: string;
}

/**
 * Has one installation looked at soon. A row of its own each time: whoever asks holds the installation, and must not wait for somebody who is
 * looking at it already.
 */
export async function askForCheck(em: EntityManager, installationId: string): Promise<void> {
  await em.execute('insert into installs.update_checks (id, installation_id, due_at, tries) values (?, ?, now(), 0)', [
    createId('chk'),
    installationId,
  ]);
}

/** Takes a check that is due out of the list, in the transaction that then does it; undefined when none is. */
export async function takeCheck(em: EntityManager): Promise<UpdateCheck | undefined> {
  const [taken] = await em.execute<UpdateCheck[]>(
    `delete from installs.update_checks where id = (
       select id from installs.update_checks where due_at <= now() order by due_at limit 1 for update skip locked
     )
     returning id, installation_id as "installationId"`,
  );
  return taken;
}

/** Puts off what failed: a minute, then twice as long each time, at most an hour. */
export async function putOff(em: EntityManager, { id, installationId }: UpdateCheck): Promise<void> {
  await em.execute(
    `insert into installs.update_checks (id, installation_id, due_at, tries) values (?, ?, now() + interval '1 minute', 1)
     on conflict (id) do update set tries = update_checks.tries + 1,
       due_at = now() + least(interval '1 minute' * 2 ^ update_checks.tries, interval '1 hour')`,
    [id, installationId],
  );
}
