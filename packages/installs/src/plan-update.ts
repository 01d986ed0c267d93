import type { Manifest } from '@minimart/app-manifest';
import { bucketOf } from './bucket-of.ts';
import { type CarriedOver, carryOver } from './carry-over.ts';
import type { InstallationRecord } from './installation.ts';
import type { InstallPorts, ReleasedVersion } from './ports.ts';

/** A version to run from now on, with what is brought along into it. */
export interface Takeover extends CarriedOver {
  version: string;
  manifest: Manifest;
}

/** What the releases of its app mean for an installation: a version to take over by itself, one to ask its owner about, or neither. */
export interface UpdatePlan {
  take: Takeover | undefined;
  offer: string | undefined;
}

/**
 * Plans by the releases as they are. Of the versions above its own that are out for it, an installation takes the highest that needs nobody's
 * consent, and offers the highest of all when that is another. When its own version was rolled back and none above is out, it goes back to the
 * highest that is, or offers that.
 */
export async function planUpdate(
  { versions, sealer }: Pick<InstallPorts, 'versions' | 'sealer'>,
  record: InstallationRecord,
): Promise<UpdatePlan> {
  const candidates = candidatesOf(record, await versions.releasesOf(record.appId, record.version));
  const [highest] = candidates;
  for (const { version } of candidates) {
    const manifest = await versions.manifestOf(record.appId, version);
    const carried = carryOver(sealer, record, { version, manifest });
    if (carried === undefined) continue;
    return {
      take: { version, manifest, ...carried },
      offer: version === highest?.version ? undefined : highest?.version,
    };
  }
  return { take: undefined, offer: highest?.version };
}

/** Highest first. */
function candidatesOf({ id, version }: InstallationRecord, releases: readonly ReleasedVersion[]): ReleasedVersion[] {
  const isOut = (release: ReleasedVersion) =>
    !release.isRolledBack && bucketOf(id, release.version) < release.percentage;
  const place = releases.findIndex((release) => release.version === version);
  const above = releases.slice(0, Math.max(place, 0)).filter(isOut);
  if (above.length > 0) return above;
  return releases[place]?.isRolledBack === true ? releases.filter(isOut).slice(0, 1) : [];
}
