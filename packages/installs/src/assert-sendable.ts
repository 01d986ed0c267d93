import { lifecycleTopics } from '@minimart/app-manifest';
import { buildLifecycleRequest, type LifecycleRequestParts } from './build-lifecycle-request.ts';

/**
 * Throws `auth_input_invalid` where a request of the version cannot carry what was entered, the farewell included: its owner can still correct it
 * now, and nothing may hold them up when they leave.
 */
export function assertSendable(parts: Omit<LifecycleRequestParts, 'plainKey'>): void {
  for (const topic of lifecycleTopics) buildLifecycleRequest(topic, { ...parts, plainKey: null });
}
