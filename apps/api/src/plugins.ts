import { createScopeRegistry } from '@minimart/scope-kit';
import { flowTags } from '@minimart/scope-flow-tags';
import { sending } from '@minimart/scope-sending';

/** The installed scope plugins: one line each. */
const plugins = [flowTags, sending] as const;

/** Everything they declare; a contradiction among them stops the boot. */
export const registry = createScopeRegistry(plugins);
