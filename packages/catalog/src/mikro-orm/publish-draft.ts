import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { Published } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { latestStanding } from '../latest-standing.ts';
import { isHigherVersion, nextVersion } from '../next-version.ts';
import type { AppEntity } from './app.entity.ts';
import { findReleases, saveRelease } from './releases.ts';
import { toStoredText } from './to-stored-text.ts';
import { submitForReview } from './version-reviews.ts';
import { VersionEntity } from './version.entity.ts';

/** What a developer says of a release. */
export interface NewRelease {
  changelog: string;
  version?: string | undefined;
  /** To how many of a hundred installations, 1 to 100; everybody without it. */
  percentage?: number | undefined;
  publishedAt: Date;
  /** Whether it waits until those who run the store have looked at it. */
  needsReview?: boolean | undefined;
}

/**
 * Makes the draft of a locked app its next version, and its listing when it is for everybody. Refuses `nothing_to_publish`, `version_invalid`,
 * `percentage_too_low`, `version_in_review` and `slug_taken`.
 */
export async function publishDraft(em: EntityManager, app: AppEntity, release: NewRelease): Promise<Published> {
  const releases = await findReleases(em, app.id);
  const latest = latestStanding(releases);
  const highest = releases[0]?.version;
  const waiting = releases.find(({ percentage, rolledBackAt }) => percentage === 0 && rolledBackAt === null);
  if (waiting !== undefined) throw stillWaiting(waiting.version);
  if (isDeepStrictEqual(latest?.manifest, app.draft)) {
    const detail = `The draft is the same as version ${latest?.version}.`;
    throw new Refusal<CatalogErrorCode>({ code: 'nothing_to_publish', detail });
  }
  const version = release.version ?? nextVersion(latest, app.draft, highest);
  if (!isHigherVersion(version, highest)) throw versionInvalid(version, highest);
  const { publishedAt, percentage = 100, needsReview = false } = release;
  if (percentage < 100 && app.latestVersion == null) throw firstIsForEverybody();
  const published = {
    appId: app.id,
    version,
    manifest: app.draft,
    changelog: toStoredText(release.changelog),
    publishedAt,
  };
  await em.insert(VersionEntity, published);
  const out = { version, percentage: needsReview ? 0 : percentage, rolledBackAt: null, changedAt: publishedAt };
  await saveRelease(em, app, out);
  if (needsReview) await submitForReview(em, { appId: app.id, version, percentage, submittedAt: publishedAt });
  return published;
}

function stillWaiting(version: string): Refusal<CatalogErrorCode> {
  const detail = `Version ${version} still waits for those who run the store to look at it. Withdraw it to publish another.`;
  return new Refusal({ code: 'version_in_review', detail });
}

function versionInvalid(version: string, latest: string | undefined): Refusal<CatalogErrorCode> {
  const message = `The version ${version} must be written like 1.2.0${latest === undefined ? '' : ` and be higher than ${latest}`}.`;
  return new Refusal({ code: 'version_invalid', detail: message, errors: [{ path: 'version', message }] });
}

function firstIsForEverybody(): Refusal<CatalogErrorCode> {
  const message = 'The first version of an app is for everybody: leave the percentage out, or give 100.';
  return new Refusal({ code: 'percentage_too_low', detail: message, errors: [{ path: 'percentage', message }] });
}
