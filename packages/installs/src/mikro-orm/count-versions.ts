import type { EntityManager } from '@mikro-orm/postgresql';
import type { InstallationStatus } from '../installation-moves.ts';
import type { VersionCount } from '../installation-store.ts';

interface Counted {
  version: string;
  status: InstallationStatus;
  offered: string | null;
  answer: 'waiting' | 'declined' | null;
  count: number;
}

/** The versions that live installations of an app have or are asked about, each with how many. */
export async function countVersions(em: EntityManager, appId: string): Promise<VersionCount[]> {
  const rows = await em.execute<Counted[]>(
    `select version, status, offered_update->>'version' as offered, offered_update->>'status' as answer, count(*)::int as count
     from installs.installations where app_id = ? and status <> 'uninstalled' and not is_test group by 1, 2, 3, 4`,
    [appId],
  );
  const counts = new Map<string, VersionCount>();
  const of = (version: string) => {
    const known = counts.get(version) ?? { version, installed: {}, waiting: 0, declined: 0 };
    counts.set(version, known);
    return known;
  };
  for (const { version, status, offered, answer, count } of rows) {
    const { installed } = of(version);
    installed[status] = (installed[status] ?? 0) + count;
    if (offered !== null && answer !== null) of(offered)[answer] += count;
  }
  return [...counts.values()];
}
