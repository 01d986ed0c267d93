import { sampleUrl, type ExternalRequest } from '@minimart/external-request';
import { lifecycleTopics } from '../lifecycle-topics.ts';
import { mistake, type ManifestMistake } from '../manifest-error.ts';
import type { Manifest } from '../manifest-schema.ts';
import { checkLifecycleRequest } from './check-lifecycle-request.ts';

/** The egress guard's word on an address. */
export type CheckUrl = (url: string) => { ok: true } | { ok: false; reason: string };

/** The requests use declared variables only, keep secrets out of addresses, and go where the platform may send. */
export function checkRequests(manifest: Manifest, checkUrl?: CheckUrl): ManifestMistake[] {
  return lifecycleRequests(manifest).flatMap(({ topic, request }) => {
    const path = `manifest.requests.${topic}`;
    const errors = checkLifecycleRequest(request, { topic, sources: manifest, path });
    return [...errors.map(({ path: at, message }) => mistake(at, message)), ...checkAddress(request, path, checkUrl)];
  });
}

/** The requests a manifest has, in the order of an installation's life. */
export function lifecycleRequests({ requests }: Pick<Manifest, 'requests'>) {
  return lifecycleTopics.flatMap((topic) => {
    const request = requests[topic];
    return request === undefined ? [] : [{ topic, request }];
  });
}

/** Whether the platform may send to a request's address, by the egress guard's word. */
export function checkAddress(request: ExternalRequest, path: string, checkUrl?: CheckUrl): ManifestMistake[] {
  const url = sampleUrl(request);
  const verdict = url === undefined ? undefined : checkUrl?.(url);
  if (verdict === undefined || verdict.ok) return [];
  return [
    {
      code: 'url_not_allowed',
      path: `${path}.url`,
      message: `The platform must not send to this address: ${verdict.reason}`,
    },
  ];
}
