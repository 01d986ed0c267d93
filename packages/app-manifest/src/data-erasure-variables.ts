/** The variables that are still known when data is to be erased. */
export const dataErasureVariables = ['app_id', 'app_version', 'workspace_id'] as const;
