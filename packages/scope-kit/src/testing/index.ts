export { describeScopePlugin, type ScopePluginSuite } from './describe-scope-plugin.ts';
export { createCaller, type Caller } from './create-caller.ts';
export { documentedInput, fieldsOf, type Input as DocumentedInput } from './documented-input.ts';
export { arbitraryOf } from './arbitrary-input.ts';
export { plainLanguageFaults } from './plain-language.ts';
