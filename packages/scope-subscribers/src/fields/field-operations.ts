import { clearUserField } from './clear-user-field.ts';
import { clearUserFieldByName } from './clear-user-field-by-name.ts';
import { clearUserFields } from './clear-user-fields.ts';
import { clearUserFieldsByName } from './clear-user-fields-by-name.ts';
import { setUserField } from './set-user-field.ts';
import { setUserFieldByName } from './set-user-field-by-name.ts';
import { setUserFields } from './set-user-fields.ts';
import { setUserFieldsByName } from './set-user-fields-by-name.ts';

/** What is stored about one person. */
export const fieldOperations = [
  setUserField,
  setUserFieldByName,
  setUserFields,
  setUserFieldsByName,
  clearUserField,
  clearUserFieldByName,
  clearUserFields,
  clearUserFieldsByName,
] as const;
