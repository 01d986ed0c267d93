import { authFieldId, permissionsId } from '../consent/auth-field.ts';
import type { AuthInput, Problem } from './api.ts';

/** What went wrong, for a form: a summary that links to fields, and the message of each field by the name of its auth input. */
export type PlacedErrors = {
  code: string;
  summary: { message: string; href?: string }[];
  fields: Record<string, string>;
};

/** Puts the errors of a problem at the fields they are about; what belongs to no field is told by the summary alone. */
export function placeErrors(problem: Problem, inputs: Pick<AuthInput, 'name' | 'title'>[]): PlacedErrors {
  const titles = new Map(inputs.map(({ name, title }) => [name, title]));
  const placed: PlacedErrors = { code: problem.code, summary: [], fields: {} };
  for (const { path, message } of problem.errors ?? []) {
    const name = /^authInputs\.([\w-]+)$/.exec(path)?.[1];
    const title = name === undefined ? undefined : titles.get(name);
    if (name !== undefined && title !== undefined) {
      placed.fields[name] ??= message;
      placed.summary.push({
        message: message.startsWith(title) ? message : `${title}: ${message}`,
        href: `#${authFieldId(name)}`,
      });
    } else if (path.startsWith('scopes')) placed.summary.push({ message, href: `#${permissionsId}` });
    else placed.summary.push({ message });
  }
  if (placed.summary.length === 0) placed.summary.push({ message: problem.detail });
  return placed;
}
