import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { Release } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { isHigherVersion } from '../next-version.ts';
import type { AppEntity } from './app.entity.ts';
import { findVersions } from './find-versions.ts';
import { ReleaseEntity } from './release.entity.ts';
import { showInStore } from './show-in-store.ts';

const whole = { percentage: 100, rolledBackAt: null };

/** Every published version of an app with how far it is let out, the highest version first. */
export async function findReleases(em: EntityManager, appId: string): Promise<Release[]> {
  const [versions, rows] = [
    await findVersions(em, appId),
    await em.find(ReleaseEntity, { appId }, { disableIdentityMap: true }),
  ];
  const byVersion = new Map(rows.map((row) => [row.version, row]));
  return versions
    .map((published) => {
      const { percentage, rolledBackAt } = byVersion.get(published.version) ?? whole;
      return { ...published, percentage, rolledBackAt };
    })
    .sort((one, other) => (isHigherVersion(one.version, other.version) ? -1 : 1));
}

/** Writes down how far a version is let out, and puts into the store what then belongs there. Refuses `slug_taken`. */
export async function saveRelease(
  em: EntityManager,
  app: AppEntity,
  release: { version: string; percentage: number; rolledBackAt: Date | null; changedAt: Date },
): Promise<Release> {
  await em.upsert(ReleaseEntity, { appId: app.id, ...release });
  const all = await findReleases(em, app.id);
  const inStore = storeVersionOf(all);
  if (inStore !== undefined && inStore.version !== app.latestVersion) await showInStore(em, app, inStore);
  return all.find(({ version }) => version === release.version)!;
}

/** What the store shows and new installs get: the highest version that is out for everybody. */
export function storeVersionOf(releases: readonly Release[]): Release | undefined {
  return releases.find(({ percentage, rolledBackAt }) => percentage === 100 && rolledBackAt === null);
}

/** Lets a version out further. Refuses `release_rolled_back`, `version_in_review` and `percentage_too_low`. */
export async function raisePercentage(
  em: EntityManager,
  app: AppEntity,
  wanted: { version: string; percentage: number; changedAt: Date },
): Promise<Release> {
  const { version, percentage } = wanted;
  const release = await findRelease(em, app.id, version);
  if (release.rolledBackAt !== null) {
    const detail = `Version ${version} was rolled back. Publish a new version instead.`;
    throw refuse('release_rolled_back', detail);
  }
  if (release.percentage === 0) throw inReview(version);
  if (percentage < release.percentage) {
    const message = `Version ${version} is out for ${release.percentage} %, and that can only be raised. Roll it back to take it away.`;
    throw new Refusal<CatalogErrorCode>({
      code: 'percentage_too_low',
      detail: message,
      errors: [{ path: 'percentage', message }],
    });
  }
  return saveRelease(em, app, { ...wanted, rolledBackAt: null });
}

/** Takes a version back. Refuses `release_rolled_back`, and `nothing_to_roll_back_to` for the only one that is out for everybody. */
export async function rollBack(
  em: EntityManager,
  app: AppEntity,
  { version, changedAt }: { version: string; changedAt: Date },
): Promise<Release> {
  const release = await findRelease(em, app.id, version);
  if (release.rolledBackAt !== null) throw refuse('release_rolled_back', `Version ${version} was rolled back already.`);
  if (release.percentage === 0) throw inReview(version);
  const others = (await findReleases(em, app.id)).filter((other) => other.version !== version);
  if (storeVersionOf(others) === undefined) {
    const detail = `Version ${version} is the only one that is out for everybody, so there is nothing to go back to.`;
    throw refuse('nothing_to_roll_back_to', detail);
  }
  return saveRelease(em, app, { version, percentage: release.percentage, rolledBackAt: changedAt, changedAt });
}

function inReview(version: string): Refusal<CatalogErrorCode> {
  const detail = `Version ${version} waits for those who run the store to look at it. Until then you can only withdraw it.`;
  return refuse('version_in_review', detail);
}

async function findRelease(em: EntityManager, appId: string, version: string): Promise<Release> {
  const found = (await findReleases(em, appId)).find((release) => release.version === version);
  if (found === undefined) throw refuse('not_found', `The app has no version ${version}.`);
  return found;
}

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
