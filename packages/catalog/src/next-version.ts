import { isDeepStrictEqual } from 'node:util';
import { compareManifests, hostsOf, type AuthInput, type Manifest } from '@minimart/app-manifest';

/** Which part of a semantic version goes up; `first` for the first version of an app. */
export const versionParts = ['first', 'major', 'minor', 'patch'] as const;

/** One of `versionParts`. */
export type VersionPart = (typeof versionParts)[number];

/** A version to publish a draft as, and why it is that one, in a sentence for its developer. */
export interface ProposedVersion {
  version: string;
  part: VersionPart;
  reason: string;
}

/**
 * The version after `latest` (Semantic Versioning 2.0.0): major when owners have to enter something before it runs, minor when what they agree
 * to changes otherwise (scopes, auth inputs, hosts), else patch; 1.0.0 for the first. Its number is above `highest` too, which may be that of
 * a version that was rolled back, or refused before any was let out.
 */
export function proposeVersion(
  latest: { version: string; manifest: Manifest } | undefined,
  draft: Manifest,
  highest: string | undefined = latest?.version,
): ProposedVersion {
  if (highest === undefined) return { version: '1.0.0', part: 'first', reason: 'It is the first version.' };
  const [major = 0, minor = 0, patch = 0] = highest.split('.').map(Number);
  if (latest === undefined) {
    const reason = `No version before it was let out; the number ${highest} is used up.`;
    return { version: `${major}.${minor}.${patch + 1}`, part: 'first', reason };
  }
  const needed = inputsToEnter(latest.manifest, draft);
  if (needed.length > 0) {
    const reason = `Owners have to enter something before it runs: ${needed.join(', ')}.`;
    return { version: `${major + 1}.0.0`, part: 'major', reason };
  }
  if (isDeepStrictEqual(agreedPart(latest.manifest), agreedPart(draft))) {
    const reason = 'What owners agree to stays the same: permissions, hosts and auth inputs.';
    return { version: `${major}.${minor}.${patch + 1}`, part: 'patch', reason };
  }
  const reason = `What owners agree to changes: ${changedParts(latest.manifest, draft).join(', ')}.`;
  return { version: `${major}.${minor + 1}.0`, part: 'minor', reason };
}

/** The version that `proposeVersion` proposes. */
export function nextVersion(...known: Parameters<typeof proposeVersion>): string {
  return proposeVersion(...known).version;
}

/** Whether `text` is a plain semantic version above `latest`. */
export function isHigherVersion(text: string, latest: string | undefined): boolean {
  if (!/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/.test(text)) return false;
  if (latest === undefined) return true;
  const [a, b] = [text, latest].map((version) => version.split('.').map(Number));
  const place = [0, 1, 2].find((index) => a![index] !== b![index]);
  return place !== undefined && a![place]! > b![place]!;
}

/** The titles of the inputs that no installation of the former manifest can have a value for. */
function inputsToEnter(from: Manifest, to: Manifest): string[] {
  const former = new Map(from.authInputs.map((input) => [input.name, input]));
  return to.authInputs.filter((input) => mustBeEntered(former.get(input.name), input)).map(({ title }) => title);
}

function mustBeEntered(former: AuthInput | undefined, input: AuthInput): boolean {
  if (!input.required || input.default !== undefined) return false;
  // A value that was entered as a secret is not brought along into an input that is none.
  return former === undefined || !former.required || former.type !== input.type || (former.secret && !input.secret);
}

function changedParts(from: Manifest, to: Manifest): string[] {
  const { scopes, authInputs, hosts } = compareManifests(from, to);
  const isOther = ({ added, removed }: { added: unknown[]; removed: unknown[] }) => added.length + removed.length > 0;
  const becameOther = scopes.changed.some((scope) => scope.from.optional !== scope.to.optional);
  return [
    ...(isOther(scopes) || becameOther ? ['permissions'] : []),
    ...(isOther(hosts) ? ['hosts'] : []),
    ...(isOther(authInputs) || authInputs.changed.length > 0 ? ['auth inputs'] : []),
  ];
}

function agreedPart(manifest: Manifest) {
  const scopes = manifest.scopes.map(({ id, optional }) => `${id} ${optional}`).sort();
  return { scopes, authInputs: manifest.authInputs, hosts: hostsOf(manifest).toSorted() };
}
