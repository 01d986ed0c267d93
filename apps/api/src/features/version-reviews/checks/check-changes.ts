import { compareManifests } from '@minimart/app-manifest';
import type { CheckFinding, VersionCheck } from '@minimart/catalog';
import { toCheck, type CheckContext } from './check-context.ts';

/** What a version asks for or does beyond what is out now. */
export function checkChanges({
  manifest,
  former,
  labelOf,
}: Pick<CheckContext, 'manifest' | 'former' | 'labelOf'>): VersionCheck {
  if (former === undefined) return toCheck('changes', [], 'It is the first version of the app: all of it is new.');
  const { scopes, hosts, authInputs } = compareManifests(former.manifest, manifest);
  const placeOf = (id: string) => `/scopes/${manifest.scopes.findIndex((scope) => scope.id === id)}`;
  const findings: CheckFinding[] = [
    ...scopes.added.map(({ id }) => warn(`It asks for one permission more: “${labelOf(id)}”.`, placeOf(id))),
    ...hosts.added.map((host) => warn(`It sends to one host more: ${host}.`, '/requests')),
    ...authInputs.added.map(({ name }) => warn(`Owners are asked for one thing more: ${name}.`, '/authInputs')),
    ...(manifest.name === former.manifest.name
      ? []
      : [warn(`It is called ${manifest.name} now, and was ${former.manifest.name}.`, '/name')]),
    ...(manifest.slug === former.manifest.slug
      ? []
      : [warn(`Its address becomes /apps/${manifest.slug}; it was /apps/${former.manifest.slug}.`, '/slug')]),
  ];
  return toCheck('changes', findings, `It asks for no more than version ${former.version}, and sends nowhere else.`);
}

const warn = (text: string, pointer: string): CheckFinding => ({ verdict: 'warn', text, pointer });
