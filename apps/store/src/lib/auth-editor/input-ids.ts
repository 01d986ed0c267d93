import { fieldId } from '../draft/field-id.ts';
import type { ChangedList } from './change-inputs.ts';

/** The id of a control of an input, by the input's key. */
export function inputFieldId(key: string, field: string): string {
  return fieldId(`authInputs[${key}].${field}`);
}

/** The id of a button of an input's row. */
export function rowButtonId(key: string, button: string): string {
  return `row-${key}-${button}`;
}

/** The id of the control that a change gives the focus to. */
export function focusId({ key, on, option }: ChangedList['focus']): string {
  if (on === 'undo') return 'undo-input';
  if (on === 'title') return inputFieldId(key, 'title');
  if (on === 'option') return inputFieldId(key, `options[${option}].label`);
  return on === 'options' ? rowButtonId(key, 'add-option') : rowButtonId(key, on);
}
