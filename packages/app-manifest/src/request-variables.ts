import type { Manifest } from './manifest-schema.ts';

/** The variables that the platform fills in. */
export const systemFields = ['api_key', 'app_id', 'app_version', 'workspace_id'] as const;

/** One of `systemFields`. */
export type SystemField = (typeof systemFields)[number];

/** All variables that the requests of a manifest may use: the system fields and `auth.<name>` of each auth input. */
export function requestVariables({ authInputs }: Pick<Manifest, 'authInputs'>): string[] {
  return [...systemFields, ...authInputs.map(({ name }) => `auth.${name}`)];
}

/** The variables whose values are secrets: the key, and auth inputs marked secret. */
export function secretVariables({ authInputs }: Pick<Manifest, 'authInputs'>): string[] {
  return ['api_key', ...authInputs.filter(({ secret }) => secret).map(({ name }) => `auth.${name}`)];
}
