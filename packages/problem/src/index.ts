export { Refusal, isRefusal, type RefusalInit } from './refusal.ts';
export { fieldPath, zodFieldErrors, type FieldError } from './field-error.ts';
export { problemSchema, type Problem } from './problem.ts';
