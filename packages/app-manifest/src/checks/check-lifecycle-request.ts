import {
  checkExternalRequest,
  checkResponseFields,
  variableUses,
  type ExternalRequest,
} from '@minimart/external-request';
import type { FieldError } from '@minimart/problem';
import { dataErasureVariables } from '../data-erasure-variables.ts';
import type { LifecycleTopic } from '../lifecycle-topics.ts';
import { requestVariables, secretVariables, type VariableSources } from '../request-variables.ts';

type Request = ExternalRequest & {
  response?: readonly { name: string; path: string; secret?: boolean | undefined }[] | undefined;
};

/**
 * What is wrong with one lifecycle request beyond its shape: everything that `checkExternalRequest` finds, secrets in its address, variables that
 * are not known yet or any more when it is sent, and response fields that cannot be read. `path` leads every error's path. Pure, so that an editor says
 * the same while somebody types.
 */
export function checkLifecycleRequest(
  request: Request,
  { topic, sources, path }: { topic: LifecycleTopic; sources: VariableSources; path: string },
): FieldError[] {
  const uses = usesOf(request, path);
  return [
    ...checkExternalRequest(request, { variables: requestVariables(sources), path }),
    ...secretsInAddress(uses, secretVariables(sources)),
    ...timing[topic](uses, requestVariables(sources)),
    ...checkResponseFields(request.response ?? [], `${path}.response`),
  ];
}

type Use = { name: string; isInAddress: boolean; at: string };

function usesOf(request: ExternalRequest, path: string): Use[] {
  return variableUses(request).map(({ name, place, path: at }) => {
    return { name, isInAddress: place === 'url' || place === 'query', at: `${path}.${at}` };
  });
}

function secretsInAddress(uses: readonly Use[], secret: readonly string[]): FieldError[] {
  return uses
    .filter(({ name, isInAddress }) => isInAddress && secret.includes(name))
    .map(({ name, at }) => ({
      path: at,
      message: `{{${name}}} is a secret and must not be in the address, for addresses end up in logs; send it in a header or in the body.`,
    }));
}

/** What a request cannot know at its time in an installation's life. */
const timing: Record<LifecycleTopic, (uses: readonly Use[], declared: readonly string[]) => FieldError[]> = {
  subscribe: (uses, declared) =>
    uses
      .filter(({ name }) => name.startsWith('response.') && declared.includes(name))
      .map(({ name, at }) => ({
        path: at,
        message: `{{${name}}} is taken from the answer to this request, so it can be used in the unsubscribe request only.`,
      })),
  unsubscribe: (uses) =>
    uses
      .filter(({ name }) => name === 'api_key')
      .map(({ at }) => ({
        path: at,
        message:
          'The unsubscribe request cannot use {{api_key}}, for the key has ended by then. Use {{workspace_id}} to tell who left.',
      })),
  // The key is gone by then, and everything that the owner had entered or the app's server had answered.
  dataErasure: (uses, declared) =>
    uses
      .filter(({ name }) => declared.includes(name) && !isLeft(name))
      .map(({ name, at }) => ({
        path: at,
        message: `The data-erasure request cannot use {{${name}}}, for it is erased by then. It can use ${dataErasureVariables.map((known) => `{{${known}}}`).join(', ')}.`,
      })),
};

function isLeft(name: string): boolean {
  return (dataErasureVariables as readonly string[]).includes(name);
}
