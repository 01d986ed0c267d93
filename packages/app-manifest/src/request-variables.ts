import { dataErasureVariables } from './data-erasure-variables.ts';
import type { LifecycleTopic } from './lifecycle-topics.ts';

/** The variables that the platform fills in. */
export const systemFields = ['api_key', 'app_id', 'app_version', 'workspace_id'] as const;

/** One of `systemFields`. */
export type SystemField = (typeof systemFields)[number];

/** The parts of a manifest that name variables, and nothing more. */
export interface VariableSources {
  authInputs: readonly { name: string; secret?: boolean | undefined }[];
  requests: {
    subscribe?: { response?: readonly { name: string; secret?: boolean | undefined }[] | undefined } | undefined;
  };
}

/** All variables that a manifest declares: the system fields, `auth.<name>` of each auth input, `response.<name>` of each response field. */
export function requestVariables({ authInputs, requests }: VariableSources): string[] {
  const fields = requests.subscribe?.response ?? [];
  return [
    ...systemFields,
    ...authInputs.map(({ name }) => `auth.${name}`),
    ...fields.map(({ name }) => `response.${name}`),
  ];
}

/** The variables that one lifecycle request may use. */
export function variablesFor(topic: LifecycleTopic, sources: VariableSources): string[] {
  const left: readonly string[] = dataErasureVariables;
  return requestVariables(sources).filter((name) => {
    if (topic === 'dataErasure') return left.includes(name);
    return topic === 'subscribe' ? !name.startsWith('response.') : name !== 'api_key';
  });
}

/** The variables whose values are secrets: the key, and auth inputs and response fields marked secret. */
export function secretVariables({ authInputs, requests }: VariableSources): string[] {
  const fields = requests.subscribe?.response ?? [];
  return [
    'api_key',
    ...authInputs.filter(({ secret }) => secret).map(({ name }) => `auth.${name}`),
    ...fields.filter(({ secret }) => secret).map(({ name }) => `response.${name}`),
  ];
}
