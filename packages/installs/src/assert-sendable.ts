import { lifecycleTopics } from '@minimart/app-manifest';
import { buildLifecycleRequest, type LifecycleRequestParts } from './build-lifecycle-request.ts';
import { standIns } from './response-values.ts';

/**
 * Throws `auth_input_invalid` where a request of the version cannot carry what was entered, the farewell included: its owner can still correct it
 * now, and nothing may hold them up when they leave.
 */
export function assertSendable(parts: Omit<LifecycleRequestParts, 'plainKey' | 'response'>): void {
  // What the app's server will have answered is nothing that the owner could correct.
  const response = standIns(parts.manifest);
  for (const topic of lifecycleTopics) buildLifecycleRequest(topic, { ...parts, response, plainKey: null });
}
