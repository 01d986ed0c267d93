import { authFieldId, permissionsId } from '../consent/auth-field.ts';
import type { AuthInput } from './api.ts';
import { langOf, type ToldProblem } from './tell-problem.ts';

/** What went wrong, for a form: a summary that links to fields, and the message of each field by the name of its auth input. */
export type PlacedErrors = {
  code: string;
  summary: { message: string; href?: string; lang?: 'en' | undefined }[];
  fields: Record<string, string>;
};

/** Puts the errors of a problem at the fields they are about; what belongs to no field is told by the summary alone. */
export function placeErrors(problem: ToldProblem, inputs: Pick<AuthInput, 'name' | 'title'>[]): PlacedErrors {
  const titles = new Map(inputs.map(({ name, title }) => [name, title]));
  const placed: PlacedErrors = { code: problem.code, summary: [], fields: {} };
  for (const { path, message } of problem.errors ?? []) {
    const lang = langOf(message, problem);
    const name = /^authInputs\.([\w-]+)$/.exec(path)?.[1];
    const title = name === undefined ? undefined : titles.get(name);
    if (name !== undefined && title !== undefined) {
      if (!Object.hasOwn(placed.fields, name)) placed.fields[name] = message;
      placed.summary.push({
        message: message.startsWith(title) ? message : `${title}: ${message}`,
        href: `#${authFieldId(name)}`,
        lang,
      });
    } else if (path.startsWith('scopes')) placed.summary.push({ message, href: `#${permissionsId}`, lang });
    else placed.summary.push({ message, lang });
  }
  if (placed.summary.length === 0) placed.summary.push({ message: problem.detail, lang: problem.lang });
  return placed;
}
