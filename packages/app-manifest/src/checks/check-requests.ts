import { checkExternalRequest, sampleUrl, variableUses, type ExternalRequest } from '@minimart/external-request';
import { mistake, type ManifestMistake } from '../manifest-error.ts';
import type { Manifest } from '../manifest-schema.ts';
import { requestVariables, secretVariables } from '../request-variables.ts';

/** The egress guard's word on an address. */
export type CheckUrl = (url: string) => { ok: true } | { ok: false; reason: string };

/** The requests use declared variables only, keep secrets out of addresses, and go where the platform may send. */
export function checkRequests(manifest: Manifest, checkUrl?: CheckUrl): ManifestMistake[] {
  return lifecycleRequests(manifest).flatMap(({ topic, request }) => {
    const path = `manifest.requests.${topic}`;
    const errors = checkExternalRequest(request, { variables: requestVariables(manifest), path });
    return [
      ...errors.map(({ path: at, message }) => mistake(at, message)),
      ...secretsInAddress(request, manifest, path),
      ...(topic === 'unsubscribe' ? keyInUnsubscribe(request, path) : []),
      ...egress(request, path, checkUrl),
    ];
  });
}

/** The requests a manifest has, in the order of an installation's life. */
export function lifecycleRequests({ requests }: Pick<Manifest, 'requests'>) {
  return (['subscribe', 'unsubscribe'] as const).flatMap((topic) => {
    const request = requests[topic];
    return request === undefined ? [] : [{ topic, request }];
  });
}

function secretsInAddress(request: ExternalRequest, manifest: Manifest, path: string): ManifestMistake[] {
  const secret = secretVariables(manifest);
  return variableUses(request)
    .filter(({ name, place }) => secret.includes(name) && (place === 'url' || place === 'query'))
    .map(({ name, path: at }) =>
      mistake(
        `${path}.${at}`,
        `{{${name}}} is a secret and must not be in the address, for addresses end up in logs; send it in a header or in the body.`,
      ),
    );
}

function keyInUnsubscribe(request: ExternalRequest, path: string): ManifestMistake[] {
  return variableUses(request)
    .filter(({ name }) => name === 'api_key')
    .map(({ path: at }) =>
      mistake(
        `${path}.${at}`,
        'The unsubscribe request cannot use {{api_key}}, for the key has ended by then. Use {{workspace_id}} to tell who left.',
      ),
    );
}

function egress(request: ExternalRequest, path: string, checkUrl?: CheckUrl): ManifestMistake[] {
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
