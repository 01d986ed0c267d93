/** The closed list of codes an operation may refuse with. */
export const operationErrorCodes = ['not_found', 'invalid_input', 'conflict', 'limit_reached'] as const;

export type OperationErrorCode = (typeof operationErrorCodes)[number];
