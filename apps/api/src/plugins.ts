import { createScopeRegistry } from '@minimart/scope-kit';
import { flowTags } from '@minimart/scope-flow-tags';
import { userFields } from '@minimart/scope-user-fields';
import { botFields } from '@minimart/scope-bot-fields';
import { triggers } from '@minimart/scope-triggers';
import { customEvents } from '@minimart/scope-custom-events';
import { team } from '@minimart/scope-team';
import { tickets } from '@minimart/scope-tickets';
import { segments } from '@minimart/scope-segments';
import { broadcasts } from '@minimart/scope-broadcasts';
import { flows } from '@minimart/scope-flows';
import { workspace } from '@minimart/scope-workspace';
import { ecommerce } from '@minimart/scope-ecommerce';
import { installedApps } from '@minimart/scope-installed-apps';
import { sending } from '@minimart/scope-sending';
import { subscribers } from '@minimart/scope-subscribers';

/** The installed scope plugins: one line each. */
const plugins = [
  flowTags,
  sending,
  userFields,
  botFields,
  triggers,
  customEvents,
  team,
  tickets,
  subscribers,
  segments,
  broadcasts,
  flows,
  workspace,
  ecommerce,
  installedApps,
] as const;

/** Everything they declare; a contradiction among them stops the boot. */
export const registry = createScopeRegistry(plugins);
