import type { FieldError } from './field-error.ts';

/** What a refusal says: a code of the thrower's closed list, one sentence for a person, the fields at fault, facts for a program. */
export interface RefusalInit<Code extends string = string> {
  code: Code;
  detail: string;
  errors?: readonly FieldError[];
  extra?: Readonly<Record<string, unknown>>;
}

/** A request that is understood and turned down; it carries no HTTP status, which is decided in `apps/`. */
export class Refusal<Code extends string = string> extends Error {
  readonly code: Code;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor({ code, detail, errors = [], extra = {} }: RefusalInit<Code>) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.extra = extra;
  }
}

/** Whether something thrown is a refusal rather than a defect. */
export function isRefusal(thrown: unknown): thrown is Refusal {
  return thrown instanceof Refusal;
}
