/** The rules of lifecycle requests for an editor in a browser: pure, without the schemas of a manifest. */
export { checkLifecycleRequest } from '../checks/check-lifecycle-request.ts';
export { lifecycleTopics } from '../lifecycle-topics.ts';
export type { LifecycleTopic } from '../lifecycle-topics.ts';
export { secretVariables, systemFields, variablesFor } from '../request-variables.ts';
export type { VariableSources } from '../request-variables.ts';
