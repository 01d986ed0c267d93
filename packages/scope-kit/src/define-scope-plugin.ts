import { rememberPlace } from './declared-at.ts';
import type { Operation } from './define-operation.ts';
import type { ScopeDeclaration } from './scope-declaration.ts';

/** A package's scopes and the operations behind them. */
export interface ScopePlugin<Id extends string = string, Host = unknown> {
  /** Short name, as in the package name `scope-<id>`: `flow-tags`. */
  readonly id: string;
  readonly label: string;
  /** What its scope ids may begin with; `[id]` when left out. */
  readonly namespaces?: readonly string[];
  readonly scopes: readonly ScopeDeclaration<Id>[];
  readonly operations: readonly Operation<Host, Id>[];
}

/** Checks a plugin's literal and keeps its scope ids as types; an operation with a scope the plugin lacks does not compile. */
export function defineScopePlugin<const Id extends string, Host = unknown>(plugin: {
  readonly id: string;
  readonly label: string;
  readonly namespaces?: readonly string[];
  readonly scopes: readonly ScopeDeclaration<Id>[];
  readonly operations: readonly Operation<Host, NoInfer<Id>>[];
}): ScopePlugin<Id, Host> {
  return rememberPlace(plugin, defineScopePlugin);
}

/** The union of the scope ids that a list of plugins declares. */
export type ScopeIdOf<Plugins extends readonly ScopePlugin[]> = Plugins[number]['scopes'][number]['id'];

/** The host that every plugin of a list can run on. */
export type HostOf<Plugins extends readonly ScopePlugin[]> =
  Plugins[number] extends ScopePlugin<string, infer Host> ? Host : never;
