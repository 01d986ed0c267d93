import type { z } from 'zod';
import { rememberPlace } from './declared-at.ts';

/** What an operation may rely on: whose key called, and the host's data, already bound to that workspace. */
export interface OperationContext<Host = unknown> {
  readonly workspaceId: string;
  readonly installationId: string;
  readonly host: Host;
}

/** The HTTP methods an operation can answer. */
export type OperationMethod = 'get' | 'post' | 'put' | 'delete';

/** The schemas of the parts of a request that an operation reads. */
export interface OperationSchemas {
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly params?: z.ZodObject;
}

/** The parts of a request after their schemas have passed them. */
export type OperationInput<Schemas extends OperationSchemas> = {
  readonly [Part in keyof Schemas]: Exclude<Schemas[Part], undefined> extends infer Schema extends z.ZodType
    ? z.output<Schema>
    : never;
};

/** One HTTP call of the platform API, guarded by one scope. It is data: what serves it over HTTP lives in an app. */
export interface Operation<
  Host = unknown,
  Scope extends string = string,
  Schemas extends OperationSchemas = OperationSchemas,
  Output extends z.ZodType = z.ZodType,
> {
  /** Unique over all plugins; the `operationId` of the OpenAPI document. */
  readonly id: string;
  readonly method: OperationMethod;
  /** Below `/api`, path parameters in braces: `/shop/products/{id}`. */
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly description?: string;
  /** The status of its answer; 200 without it. */
  readonly status?: 200 | 201;
  /** The status of a refused input; 400 without it. */
  readonly invalidInputStatus?: 400 | 422;
  readonly input: Schemas;
  readonly output: Output;
  /** Answers the call, or throws a `Refusal` with one of `operationErrorCodes`. */
  run(context: OperationContext<Host>, input: OperationInput<Schemas>): Promise<z.output<Output>>;
}

/** Checks an operation's literal: the input and the answer of `run` follow from its schemas. Annotate `run`'s context to name the host. */
export function defineOperation<
  Host,
  const Scope extends string,
  Schemas extends OperationSchemas,
  Output extends z.ZodType,
>(operation: Operation<Host, Scope, Schemas, Output>): Operation<Host, Scope, Schemas, Output> {
  return rememberPlace(operation, defineOperation);
}
