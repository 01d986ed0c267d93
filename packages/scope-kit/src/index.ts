export type { ScopeDeclaration, ScopeRisk, ScopeVerb, ScopeWords } from './scope-declaration.ts';
export {
  defineOperation,
  type Operation,
  type OperationContext,
  type OperationInput,
  type OperationMethod,
  type OperationSchemas,
} from './define-operation.ts';
export { operationErrorCodes, type OperationErrorCode } from './operation-error-codes.ts';
export { defineScopePlugin, type HostOf, type ScopeIdOf, type ScopePlugin } from './define-scope-plugin.ts';
export { createScopeRegistry, type ScopeRegistry } from './create-scope-registry.ts';
export { inLanguage, languagesOf } from './in-language.ts';
export {
  registryProblemCodes,
  ScopeRegistryError,
  type RegistryProblem,
  type RegistryProblemCode,
} from './scope-registry-error.ts';
export { runOperation, type RawOperationInput } from './run-operation.ts';
