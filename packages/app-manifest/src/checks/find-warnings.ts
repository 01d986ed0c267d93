import { sampleUrl, variablesOf } from '@minimart/external-request';
import type { FieldError } from '@minimart/problem';
import type { Manifest } from '../manifest-schema.ts';
import { lifecycleRequests } from './check-requests.ts';

/** What is allowed but hardly meant: a key that is never handed over, a request in the clear. */
export function findWarnings(manifest: Manifest): FieldError[] {
  const { subscribe } = manifest.requests;
  const keyless = subscribe !== undefined && manifest.scopes.length > 0 && !variablesOf(subscribe).includes('api_key');
  return [
    ...(keyless
      ? [
          {
            path: 'manifest.requests.subscribe',
            message:
              'The app asks for scopes, but its subscribe request does not carry {{api_key}}: its server will never get the key.',
          },
        ]
      : []),
    ...lifecycleRequests(manifest)
      .filter(({ request }) => isSentInTheClear(sampleUrl(request)))
      .map(({ topic }) => ({
        path: `manifest.requests.${topic}.url`,
        message: 'This request travels unencrypted; use https.',
      })),
  ];
}

function isSentInTheClear(url: string | undefined): boolean {
  if (url === undefined) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
}
