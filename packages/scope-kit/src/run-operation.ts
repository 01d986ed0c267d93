import { Refusal, zodFieldErrors, type FieldError } from '@minimart/problem';
import type { Operation, OperationContext, OperationInput, OperationSchemas } from './define-operation.ts';
import type { OperationErrorCode } from './operation-error-codes.ts';

/** The parts of a request as they came over the wire. */
export interface RawOperationInput {
  readonly query?: unknown;
  readonly body?: unknown;
  readonly params?: unknown;
}

/** Runs an operation on raw input; input its schemas refuse is a `Refusal` `invalid_input` that names each field (`body.tag_ns`). */
export async function runOperation<Host>(
  operation: Operation<Host>,
  context: OperationContext<Host>,
  raw: RawOperationInput,
): Promise<unknown> {
  return operation.run(context, parseOperationInput(operation, raw));
}

const parts = ['params', 'query', 'body'] as const;

function parseOperationInput<Host>(
  operation: Operation<Host>,
  raw: RawOperationInput,
): OperationInput<OperationSchemas> {
  const input: { -readonly [Part in keyof OperationSchemas]: Record<string, unknown> } = {};
  const errors: FieldError[] = [];
  for (const part of parts) {
    const schema = operation.input[part];
    if (!schema) continue;
    // No body at all reads as an empty one, so that the answer names the fields that are missing.
    const parsed = schema.safeParse(raw[part] ?? {});
    if (parsed.success) input[part] = parsed.data;
    else errors.push(...zodFieldErrors(parsed.error, part));
  }
  if (errors.length > 0) throw invalidInput(errors);
  return input;
}

function invalidInput(errors: readonly FieldError[]): Refusal<OperationErrorCode> {
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return new Refusal({ code: 'invalid_input', detail, errors });
}
