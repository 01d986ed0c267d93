/** One thing in the installed plugins that must change before the platform can start. */
export interface RegistryProblem {
  code: RegistryProblemCode;
  /** The plugins concerned, by id. */
  plugins: readonly string[];
  /** What is wrong and what to change, naming the place: `scopes[1].id of the plugin "crm"`. */
  message: string;
}

/** The closed list of what can be wrong in a list of plugins. */
export const registryProblemCodes = [
  'duplicate_plugin',
  'malformed_scope_id',
  'foreign_namespace',
  'duplicate_namespace',
  'duplicate_scope',
  'undeclared_scope',
  'unknown_implied_scope',
  'implies_cycle',
  'unusable_successor',
  'malformed_path',
  'path_parameters',
  'duplicate_operation_id',
  'duplicate_route',
] as const;

export type RegistryProblemCode = (typeof registryProblemCodes)[number];

/** Stops the boot: the installed scope plugins contradict one another or themselves. Lists every problem at once. */
export class ScopeRegistryError extends Error {
  readonly problems: readonly RegistryProblem[];

  constructor(problems: readonly RegistryProblem[]) {
    const lines = problems.map(({ message }) => `  - ${message}`);
    super(`The installed scope plugins cannot work together:\n${lines.join('\n')}`);
    this.name = 'ScopeRegistryError';
    this.problems = problems;
  }
}
