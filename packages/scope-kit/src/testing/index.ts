export { describeScopePlugin, type ScopePluginSuite } from './describe-scope-plugin.ts';
export { plainLanguageFaults } from './plain-language.ts';
