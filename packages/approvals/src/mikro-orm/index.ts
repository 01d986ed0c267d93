export { approvalsTables } from './approvals-tables.ts';
export { createPolicies, type Policies } from './create-policies.ts';
export { createRequests, type Requests } from './create-requests.ts';
