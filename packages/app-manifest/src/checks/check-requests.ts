import { checkExternalRequest, sampleUrl, variableUses, type ExternalRequest } from '@minimart/external-request';
import { mistake, type ManifestMistake } from '../manifest-error.ts';
import type { Manifest } from '../manifest-schema.ts';
import { requestVariables, secretVariables } from '../request-variables.ts';
import { dataErasureVariables } from '../sections/data-erasure.ts';
import { lifecycleTopics } from '../sections/requests.ts';

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
      ...(topic === 'dataErasure' ? erasedBeforeDataErasure(request, manifest, path) : []),
      ...egress(request, path, checkUrl),
    ];
  });
}

/** The requests a manifest has, in the order of an installation's life. */
export function lifecycleRequests({ requests }: Pick<Manifest, 'requests'>) {
  return lifecycleTopics.flatMap((topic) => {
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

/** What is gone by then: the key, and everything that the owner had entered. */
function erasedBeforeDataErasure(request: ExternalRequest, manifest: Manifest, path: string): ManifestMistake[] {
  const left: readonly string[] = dataErasureVariables;
  const declared = requestVariables(manifest);
  return variableUses(request)
    .filter(({ name }) => declared.includes(name) && !left.includes(name))
    .map(({ name, path: at }) =>
      mistake(
        `${path}.${at}`,
        `The data-erasure request cannot use {{${name}}}, for it is erased by then. It can use ${left.map((known) => `{{${known}}}`).join(', ')}.`,
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
