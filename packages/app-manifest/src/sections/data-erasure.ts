import { externalRequestSchema } from '@minimart/external-request';

/**
 * The request that asks the app's server to erase what it holds of a workspace, sent a while after the uninstall unless the app was installed
 * again. By then the key has ended and what the owner had entered is erased, so it can carry `dataErasureVariables` only.
 */
export const dataErasureSchema = externalRequestSchema;
