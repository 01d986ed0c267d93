import { createHash } from 'node:crypto';

/**
 * Where an installation stands in the staged release of a version: 0 to 99, always the same, and another for each version, so that it is not
 * always the same workspaces that go first. A version that is out for n % is out for those below n.
 */
export function bucketOf(installationId: string, version: string): number {
  return createHash('sha256').update(`${installationId} ${version}`).digest().readUInt32BE(0) % 100;
}
