import { isDeepStrictEqual } from 'node:util';
import { hostsOf } from './hosts-of.ts';
import type { Manifest } from './manifest-schema.ts';
import type { AuthInput } from './sections/auth-inputs.ts';
import type { ScopeRequest } from './sections/scopes.ts';

/** Something that both manifests have, and how it reads in each. */
export interface Changed<Part> {
  from: Part;
  to: Part;
}

/** What an owner agrees to in one manifest and not in another, in the order of the manifests. */
export interface ManifestChanges {
  scopes: { added: ScopeRequest[]; removed: ScopeRequest[]; changed: Changed<ScopeRequest>[] };
  authInputs: { added: AuthInput[]; removed: AuthInput[]; changed: Changed<AuthInput>[] };
  hosts: { added: string[]; removed: string[] };
}

/** The difference between two manifests in what an owner agrees to: scopes with their reasons, auth inputs, hosts. */
export function compareManifests(from: Manifest, to: Manifest): ManifestChanges {
  const [before, after] = [hostsOf(from), hostsOf(to)];
  return {
    scopes: compare(from.scopes, to.scopes, ({ id }) => id),
    authInputs: compare(from.authInputs, to.authInputs, ({ name }) => name),
    hosts: {
      added: after.filter((host) => !before.includes(host)),
      removed: before.filter((host) => !after.includes(host)),
    },
  };
}

function compare<Part>(from: readonly Part[], to: readonly Part[], keyOf: (part: Part) => string) {
  const [before, after] = [from, to].map((parts) => new Map(parts.map((part) => [keyOf(part), part]))) as [
    Map<string, Part>,
    Map<string, Part>,
  ];
  return {
    added: to.filter((part) => !before.has(keyOf(part))),
    removed: from.filter((part) => !after.has(keyOf(part))),
    changed: to.flatMap((part): Changed<Part>[] => {
      const former = before.get(keyOf(part));
      return former === undefined || isDeepStrictEqual(former, part) ? [] : [{ from: former, to: part }];
    }),
  };
}
