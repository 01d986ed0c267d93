import type { EntityManager } from '@mikro-orm/postgresql';
import type { Published, Release } from '../catalog.ts';
import { draftVersion } from '../draft-version.ts';
import type { AppEntity } from './app.entity.ts';
import { DraftSnapshotEntity } from './draft-snapshot.entity.ts';

/** Keeps the draft of a locked app as it is now, under a version of its own; the same draft again is kept once. */
export async function takeSnapshot(em: EntityManager, app: AppEntity, takenAt: Date): Promise<Published> {
  const { id: appId, revision, draft: manifest } = app;
  const version = draftVersion(revision);
  await em
    .createQueryBuilder(DraftSnapshotEntity)
    .insert({ appId, version, revision, manifest, takenAt })
    .onConflict()
    .ignore()
    .execute('run');
  return { appId, version, manifest, changelog: '', publishedAt: takenAt };
}

/** The snapshots of an app as releases, the latest first: each is out for whoever runs one before it. */
export async function findSnapshots(em: EntityManager, appId: string): Promise<Release[]> {
  const rows = await em.find(
    DraftSnapshotEntity,
    { appId },
    { disableIdentityMap: true, orderBy: { revision: 'desc' } },
  );
  return rows.map((row) => ({ ...toPublished(row), percentage: 100, rolledBackAt: null }));
}

/** Those of these versions that are snapshots. */
export async function findTheseSnapshots(
  em: EntityManager,
  keys: readonly { appId: string; version: string }[],
): Promise<Published[]> {
  if (keys.length === 0) return [];
  return (await em.find(DraftSnapshotEntity, { $or: [...keys] }, { disableIdentityMap: true })).map(toPublished);
}

function toPublished({ appId, version, manifest, takenAt }: DraftSnapshotEntity): Published {
  return { appId, version, manifest, changelog: '', publishedAt: takenAt };
}
