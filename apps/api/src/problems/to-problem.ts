import type { Problem, Refusal } from '@minimart/problem';
import type { ErrorCode } from './problem-kinds.ts';
import { problemKinds } from './problem-table.ts';

/** The address of the page that explains a code: `unknown_scope` is at `/errors/unknown-scope`. */
export function problemPage(code: string): string {
  return `/errors/${code.replaceAll('_', '-')}`;
}

/** Whether the table knows a code; a refusal with another is a defect of ours. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(problemKinds, code);
}

/** A refusal as problem+json. What it adds stands beside the members of RFC 9457 and never in their place. */
export function toProblem(refusal: Refusal<ErrorCode>, baseUrl: string): Problem {
  const kind = problemKinds[refusal.code];
  const { code, detail, errors, extra } = refusal;
  return {
    ...extra,
    type: baseUrl + problemPage(code),
    title: kind.title,
    status: kind.status,
    code,
    detail,
    ...(errors.length > 0 && { errors: errors.map(({ path, message }) => ({ path, message })) }),
  };
}
