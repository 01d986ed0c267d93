export { describeScopePlugin, type ScopePluginSuite } from './describe-scope-plugin.ts';
export { createCaller, type Caller } from './create-caller.ts';
export { plainLanguageFaults } from './plain-language.ts';
