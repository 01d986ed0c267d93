import type { ModeratedApp, Suspension } from '@minimart/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { operatorAppSchema } from './suspension-schemas.ts';

type Presented = z.input<typeof operatorAppSchema>;

/** Apps as operators see them; a handful of queries whatever their number. */
export async function presentOperatorApps(
  services: Services,
  em: EntityManager,
  apps: readonly ModeratedApp[],
): Promise<Presented[]> {
  const ids = apps.map(({ id }) => id);
  const suspensions = await services.suspensionsOf(em).of(ids);
  const installs = await services.installPortsOf(em).store.countLive(ids);
  const reports = await services.reportsOf(em).countOpenOf(ids);
  const waiting = await services.versionReviewsOf(em).waitingOf(ids);
  const people = await services
    .accountsOf(em)
    .usersByIds([
      ...new Set([...apps.map(({ ownerId }) => ownerId), ...[...suspensions.values()].map(({ by }) => by)]),
    ]);
  const named = (id: string) => ({ id, name: people.get(id)?.name ?? 'A former account' });
  return apps.map(({ id, slug, name, ownerId, latestVersion, isListed }) => ({
    id,
    slug,
    name,
    developer: named(ownerId),
    latestVersion,
    isListed,
    installs: installs.get(id) ?? 0,
    openReports: reports.get(id) ?? 0,
    suspension: present(suspensions.get(id), named),
    waitingVersion: waiting.get(id) ?? null,
  }));
}

function present(suspension: Suspension | undefined, named: (id: string) => { id: string; name: string }) {
  if (suspension === undefined) return null;
  const { suspendedAt, note, words, stopsKeys, by } = suspension;
  return { suspendedAt: suspendedAt.toISOString(), note, words, stopsKeys, by: named(by) };
}
