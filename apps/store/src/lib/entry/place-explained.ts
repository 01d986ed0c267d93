import { explainAuth } from './explain-auth.ts';

/** Errors as a form shows them: at its fields, and above with a link to each. */
export interface PlacedErrors {
  fields: Partial<Record<string, string>>;
  errors: { message: string; href?: string }[];
}

/** Messages by the names of fields, whose ids are their names unless `ids` says otherwise. */
export function placeAtFields(fields: Partial<Record<string, string>>, ids: Record<string, string> = {}): PlacedErrors {
  const told = Object.entries(fields).flatMap(([name, message]) =>
    message === undefined ? [] : [{ message, href: `#${ids[name] ?? name}` }],
  );
  return { fields, errors: told };
}

/** A refused call of sign-in, at its field where it is about one that the form has; `ids` has them. */
export function placeExplained(
  answer: { status: number; code: string | undefined },
  ids: Record<string, string>,
): PlacedErrors {
  const { field, message } = explainAuth(answer);
  if (field === undefined || !Object.hasOwn(ids, field)) return { fields: {}, errors: [{ message }] };
  return placeAtFields({ [field]: message }, ids);
}
