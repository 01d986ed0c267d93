import { m } from '@minimart/messages';
import type { TokenScope } from '#lib/server/api.ts';

/** What a token may be given, in plain words, in the order in which a form offers it. */
export const scopeWords: Record<TokenScope, { label: () => string; hint: () => string }> = {
  'apps:read': { label: m.token_scope_apps_read, hint: m.token_scope_apps_read_hint },
  'apps:write': { label: m.token_scope_apps_write, hint: m.token_scope_apps_write_hint },
  'apps:secrets': { label: m.token_scope_apps_secrets, hint: m.token_scope_apps_secrets_hint },
  'workspaces:read': { label: m.token_scope_workspaces_read, hint: m.token_scope_workspaces_read_hint },
  'workspaces:write': { label: m.token_scope_workspaces_write, hint: m.token_scope_workspaces_write_hint },
  'members:write': { label: m.token_scope_members_write, hint: m.token_scope_members_write_hint },
  'account:read': { label: m.token_scope_account_read, hint: m.token_scope_account_read_hint },
  operator: { label: m.token_scope_operator, hint: m.token_scope_operator_hint },
};

/** All of them. */
export const tokenScopes = Object.keys(scopeWords) as TokenScope[];
