import type { ScopeRegistry } from '@minimart/scope-kit';
import { crmSync } from './crm-sync.ts';
import { keyOnly } from './key-only.ts';
import { notifyChannel } from './notify-channel.ts';
import type { AppTemplate } from './template.ts';

/** What an app can begin as. They belong to the plugins of this deployment, so they live beside the list of those. */
export const templates: readonly AppTemplate[] = [crmSync, notifyChannel, keyOnly];

/** The templates whose scopes are all installed. */
export function templatesFor(registry: Pick<ScopeRegistry, 'scope'>): AppTemplate[] {
  return templates.filter(({ manifest: { scopes = [] } }) => scopes.every(({ id }) => registry.scope(id)));
}
