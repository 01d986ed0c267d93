import { langOf, type ToldProblem } from './tell-problem.ts';

/** What went wrong with a form: a summary that links to fields, and the message of each field by its name. */
export interface PlacedFields {
  summary: { message: string; href?: string; lang?: 'en' | undefined }[];
  fields: Record<string, string>;
}

/** Messages by the names of fields, told above as well, each with a link to the field; `ids` are the ids of the controls. */
export function placeMessages(messages: Record<string, string>, ids: Record<string, string>): PlacedFields {
  const summary = Object.entries(messages).map(([name, message]) => ({ message, href: `#${ids[name] ?? name}` }));
  return { summary, fields: messages };
}

/** Puts the errors of a problem at the fields that they are about; what belongs to none is told above alone. */
export function placeFieldErrors(problem: ToldProblem, ids: Record<string, string>): PlacedFields {
  const placed: PlacedFields = { summary: [], fields: {} };
  for (const { path, message } of problem.errors ?? []) {
    const lang = langOf(message, problem);
    const id = ids[path];
    if (id !== undefined) placed.fields[path] ??= message;
    placed.summary.push(id === undefined ? { message, lang } : { message, href: `#${id}`, lang });
  }
  if (placed.summary.length === 0) placed.summary.push({ message: problem.detail, lang: problem.lang });
  return placed;
}
