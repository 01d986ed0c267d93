import { hostsOf, lifecycleTopics } from '@minimart/app-manifest';
import type { CheckFinding, VersionCheck } from '@minimart/catalog';
import { toCheck, type CheckContext } from './check-context.ts';

/** Whether the hosts that requests go to are known: from the version before, or below the domain that the developer has proven. */
export function checkHosts({
  manifest,
  former,
  domain,
  forbids,
}: Pick<CheckContext, 'manifest' | 'former' | 'domain' | 'forbids'>): VersionCheck {
  const before = new Set(former === undefined ? [] : hostsOf(former.manifest));
  const findings = hostsOf(manifest).map((host): CheckFinding => {
    const pointer = pointerOf(manifest, host);
    const why = forbids(`https://${host}/`);
    if (why !== undefined) return { verdict: 'fail', text: `Requests may not go to ${host}: ${why}`, pointer };
    if (before.has(host))
      return { verdict: 'pass', text: `${host} is where version ${former!.version} sends to.`, pointer };
    if (domain !== null && isBelow(host, domain))
      return { verdict: 'pass', text: `${host} is below ${domain}, which the developer has proven.`, pointer };
    const proven = domain === null ? 'The developer has proven no domain.' : `It is not below ${domain}.`;
    return { verdict: 'warn', text: `${host} is new. ${proven}`, pointer };
  });
  return toCheck('hosts', findings, 'It sends no requests.');
}

function isBelow(host: string, domain: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === domain || name.endsWith(`.${domain}`);
}

function pointerOf({ requests }: CheckContext['manifest'], host: string): string {
  const topic = lifecycleTopics.find(
    (each) => requests[each] !== undefined && requests[each].url.includes(`//${host}`),
  );
  return topic === undefined ? '/requests' : `/requests/${topic}/url`;
}
