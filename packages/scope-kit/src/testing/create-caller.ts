import type { ScopePlugin } from '../define-scope-plugin.ts';
import { runOperation, type RawOperationInput } from '../run-operation.ts';

/** Calls an operation of a plugin by its id, on a host, with raw input. */
export type Caller<Host> = (host: Host, operationId: string, input?: RawOperationInput) => Promise<unknown>;

/** A caller for the tests of one plugin; an operation that is none is an Error. */
export function createCaller<Host>(plugin: ScopePlugin<string, Host>): Caller<Host> {
  return async (host, operationId, input = {}) => {
    const operation = plugin.operations.find(({ id }) => id === operationId);
    if (!operation) throw new Error(`The plugin ${plugin.id} has no operation ${operationId}.`);
    return runOperation(operation, { workspaceId: 'ws_sample', installationId: 'ins_sample', host }, input);
  };
}
