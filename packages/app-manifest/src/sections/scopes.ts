import { z } from 'zod';
import { listOf, oneLine, words } from '../field-words.ts';

const idError = words('id of a scope', 'written <resource>:<verb>, such as flow-tags:view');

const scopeRequest = z.strictObject({
  id: z.string(idError).max(100, idError),
  reason: oneLine('reason', 280),
  optional: z.boolean(words('field optional', 'true or false')).default(false),
});

/** The permissions an app asks for, each with the developer's reason. */
export const scopesSchema = listOf('scopes', scopeRequest, 50);

/** One permission asked for, with its reason. */
export type ScopeRequest = z.output<typeof scopeRequest>;
