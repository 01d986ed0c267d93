import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { Published } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { isHigherVersion, nextVersion } from '../next-version.ts';
import { AppEntity } from './app.entity.ts';
import { claimSlug } from './claim-slug.ts';
import { findVersion } from './find-versions.ts';
import { toStoredText } from './to-stored-text.ts';
import { VersionEntity } from './version.entity.ts';

/** What a developer says of a release. */
export interface Release {
  changelog: string;
  version?: string | undefined;
  publishedAt: Date;
}

/** Makes the draft of a locked app its next version and its listing. Refuses `nothing_to_publish`, `version_invalid` and `slug_taken`. */
export async function publishDraft(em: EntityManager, app: AppEntity, release: Release): Promise<Published> {
  const latest = app.latestVersion ? await findVersion(em, app.id, app.latestVersion) : undefined;
  if (isDeepStrictEqual(latest?.manifest, app.draft)) {
    const detail = `The draft is the same as version ${latest?.version}.`;
    throw new Refusal<CatalogErrorCode>({ code: 'nothing_to_publish', detail });
  }
  const version = release.version ?? nextVersion(latest, app.draft);
  if (!isHigherVersion(version, latest?.version)) throw versionInvalid(version, latest?.version);
  const { publishedAt } = release;
  const published = {
    appId: app.id,
    version,
    manifest: app.draft,
    changelog: toStoredText(release.changelog),
    publishedAt,
  };
  await em.insert(VersionEntity, published);
  const { slug } = app.draft;
  await claimSlug(slug, () => em.nativeUpdate(AppEntity, { id: app.id }, { latestVersion: version, slug }));
  await writeListing(em, published);
  return published;
}

async function writeListing(em: EntityManager, { appId, manifest, publishedAt }: Published): Promise<void> {
  const { name, summary, description, category } = manifest;
  await em.execute(
    `insert into catalog.listings (app_id, category, name_key, published_at, words)
     values (?, ?, lower(?), ?::timestamptz, to_tsvector('simple', ?))
     on conflict (app_id) do update set category = excluded.category, name_key = excluded.name_key,
       published_at = excluded.published_at, words = excluded.words`,
    // Words are kept without stemming: names and products are no English.
    [appId, category, name, publishedAt.toISOString(), [name, summary, description, category].join(' ')],
  );
}

function versionInvalid(version: string, latest: string | undefined): Refusal<CatalogErrorCode> {
  const message = `The version ${version} must be written like 1.2.0${latest === undefined ? '' : ` and be higher than ${latest}`}.`;
  return new Refusal({ code: 'version_invalid', detail: message, errors: [{ path: 'version', message }] });
}
