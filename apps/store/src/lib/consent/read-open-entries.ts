import { authInputTypes } from '@minimart/auth-inputs';
import { readAuthInputs, type AuthValue } from './read-auth-inputs.ts';

/** What was entered into the fields that the form itself names as no secret (`OpenFields`), by the names of auth inputs. */
export function readOpenEntries(form: FormData): Record<string, AuthValue> {
  const named = form.getAll('open').flatMap((open) => {
    const [, kind, name] = (typeof open === 'string' && /^(\w+) (\S+)$/.exec(open)) || [];
    const type = authInputTypes.find((each) => each === kind);
    return type === undefined || name === undefined ? [] : [{ name, type }];
  });
  return readAuthInputs(form, named);
}
