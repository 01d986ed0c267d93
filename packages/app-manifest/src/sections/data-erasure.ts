import { externalRequestSchema } from '@minimart/external-request';

/**
 * The request that asks the app's server to erase what it holds of a workspace, sent a while after the uninstall unless the app was installed
 * again. By then the key has ended and what the owner had entered is erased, so it can carry `dataErasureVariables` only.
 */
export const dataErasureSchema = externalRequestSchema;

/** The variables that are still known when data is to be erased. */
export const dataErasureVariables = ['app_id', 'app_version', 'workspace_id'] as const;
