import { hostsOf, type Manifest } from '@minimart/app-manifest';

/**
 * The version after `latest` (Semantic Versioning 2.0.0): minor when what an owner agrees to changes (scopes, auth inputs, hosts),
 * else patch; 1.0.0 for the first.
 */
export function nextVersion(latest: { version: string; manifest: Manifest } | undefined, draft: Manifest): string {
  if (latest === undefined) return '1.0.0';
  const [major = 0, minor = 0, patch = 0] = latest.version.split('.').map(Number);
  return agreedPart(latest.manifest) === agreedPart(draft)
    ? `${major}.${minor}.${patch + 1}`
    : `${major}.${minor + 1}.0`;
}

/** Whether `text` is a plain semantic version above `latest`. */
export function isHigherVersion(text: string, latest: string | undefined): boolean {
  if (!/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/.test(text)) return false;
  if (latest === undefined) return true;
  const [a, b] = [text, latest].map((version) => version.split('.').map(Number));
  const place = [0, 1, 2].find((index) => a![index] !== b![index]);
  return place !== undefined && a![place]! > b![place]!;
}

function agreedPart(manifest: Manifest): string {
  const scopes = manifest.scopes.map(({ id, optional }) => `${id} ${optional}`).sort();
  return JSON.stringify([scopes, manifest.authInputs, hostsOf(manifest).toSorted()]);
}
