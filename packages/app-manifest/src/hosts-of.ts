import { hostOf } from '@minimart/external-request';
import { lifecycleRequests } from './checks/check-requests.ts';
import type { Manifest } from './manifest-schema.ts';

/** The hosts that an app's requests go to, each once, with a port where one is written. */
export function hostsOf(manifest: Pick<Manifest, 'requests'>): string[] {
  const hosts = lifecycleRequests(manifest).flatMap(({ request }) => hostOf(request) ?? []);
  return [...new Set(hosts)];
}
