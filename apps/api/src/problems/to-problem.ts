import type { Problem, Refusal } from '@minimart/problem';
import type { ErrorCode } from './problem-kinds.ts';
import { problemKinds } from './problem-table.ts';

/** The address of the page that explains a code: `unknown_scope` is at `/errors/unknown-scope`. */
export function problemPage(code: string): string {
  return `/errors/${code.replaceAll('_', '-')}`;
}

/** A refusal as problem+json. A code that the table lacks is a defect, and reads as one. */
export function toProblem(refusal: Refusal, baseUrl: string): Problem {
  const kind = problemKinds[refusal.code as ErrorCode] as (typeof problemKinds)[ErrorCode] | undefined;
  if (kind === undefined) throw new Error(`No kind of problem is declared for the code ${refusal.code}.`);
  const { code, detail, errors, extra } = refusal;
  return {
    type: baseUrl + problemPage(code),
    title: kind.title,
    status: kind.status,
    code,
    detail,
    ...(errors.length > 0 && { errors: errors.map(({ path, message }) => ({ path, message })) }),
    ...extra,
  };
}
