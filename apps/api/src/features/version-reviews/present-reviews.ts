import type { VersionReview } from '@minimart/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { presentVersionChanges } from '../developer-apps/present-version-changes.ts';
import { formerOf } from './check-version.ts';
import type { versionReviewSchema, wholeVersionReviewSchema } from './review-schemas.ts';

type Presented = z.input<typeof versionReviewSchema>;

/** Reviews as the queue lists them; a handful of queries whatever their number. */
export async function presentReviews(
  services: Services,
  em: EntityManager,
  reviews: readonly VersionReview[],
): Promise<Presented[]> {
  const catalog = services.catalogOf(em);
  const names = await catalog.namesOf([...new Set(reviews.map(({ appId }) => appId))]);
  const published = await catalog.published(reviews);
  const listed = await catalog.listingsOf([...names.keys()]);
  const owners = [...names.values()].map(({ ownerId }) => ownerId);
  const developers = await services.developersOf(em).publicOf(owners);
  const deciders = reviews.flatMap(({ decidedBy }) => decidedBy ?? []);
  const people = await services.accountsOf(em).usersByIds([...new Set(deciders)]);
  return reviews.map((review) => {
    const { appId, version, status, percentage, submittedAt, decidedAt, decidedBy, note, fields } = review;
    const app = names.get(appId);
    if (app === undefined) throw new Error(`The app ${appId} is gone.`);
    const own = published.find((each) => each.appId === appId && each.version === version);
    const developer = developers.get(app.ownerId);
    return {
      app: { id: appId, slug: app.slug, name: own?.manifest.name ?? app.name },
      developer: {
        id: app.ownerId,
        name: developer?.name ?? 'A former developer',
        domain: developer?.domain ?? null,
      },
      version,
      status,
      percentage,
      submittedAt: submittedAt.toISOString(),
      isFirst: !listed.has(appId),
      verdicts: review.checks && countVerdicts(review.checks),
      decidedAt: decidedAt?.toISOString() ?? null,
      decidedBy: decidedBy === null ? null : { id: decidedBy, name: people.get(decidedBy)?.name ?? 'A former account' },
      note,
      fields: fields.map((field) => ({ ...field })),
    };
  });
}

function countVerdicts(checks: NonNullable<VersionReview['checks']>) {
  const count = (wanted: string) => checks.filter(({ verdict }) => verdict === wanted).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail') };
}

/** All there is to read of one before deciding. */
export async function presentWholeReview(
  services: Services,
  em: EntityManager,
  review: VersionReview,
): Promise<z.input<typeof wholeVersionReviewSchema>> {
  const [line] = await presentReviews(services, em, [review]);
  const releases = await services.catalogOf(em).releasesOf(review.appId);
  const to = releases.find(({ version }) => version === review.version);
  if (to === undefined) throw new Error(`Version ${review.version} of ${review.appId} is gone.`);
  const from = formerOf(releases, review.version);
  return {
    ...line!,
    changelog: to.changelog,
    checks:
      review.checks &&
      review.checks.map((check) => ({ ...check, findings: check.findings.map((each) => ({ ...each })) })),
    manifest: { ...to.manifest },
    former: from?.version ?? null,
    changes: from === undefined ? null : presentVersionChanges(services.registry, { from, to, releases: [] }),
  };
}
