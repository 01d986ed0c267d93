import { tick } from 'svelte';
import type { AuthInput } from '#lib/server/api.ts';
import { authFieldId } from './auth-field.ts';
import { checkAuthFields, type FieldFaults } from './check-auth-fields.ts';
import { readAuthInputs } from './read-auth-inputs.ts';

/** What a form's auth inputs are checked by before it is sent: the inputs as they are declared, and which keep their value when empty. */
export interface FormCheckOptions {
  inputs(): AuthInput[];
  kept?(): ReadonlySet<string>;
}

/**
 * Holds a form back while an auth input is wrong: says so at the field and above, and leads the focus to the first. After that it looks again at
 * every key typed, so that nothing moves when somebody leaves a field for the button. Without a script the server says the same.
 */
export function createFormCheck({ inputs, kept = () => new Set() }: FormCheckOptions) {
  // What is above stays until the next try: if it went while somebody is about to press the button, that would move away.
  let summary = $state.raw<FieldFaults['summary']>();
  let fields = $state.raw<FieldFaults['fields']>({});
  let wasSent = $state(false);
  const look = (form: HTMLFormElement) =>
    checkAuthFields(readAuthInputs(new FormData(form), inputs()), inputs(), kept());
  return {
    /** What was wrong at the last try to send; undefined when it was not held back. */
    get summary() {
      return summary;
    },
    /** What is wrong at each field now. */
    get fields() {
      return fields;
    },
    /** Whether this check has had its say, so that what the server said before is over. */
    get wasSent() {
      return wasSent;
    },
    async onsubmit(event: SubmitEvent) {
      const form = event.currentTarget as HTMLFormElement;
      const faults = look(form);
      if (faults === undefined) return;
      event.preventDefault();
      ({ summary, fields } = faults);
      wasSent = true;
      const first = Object.keys(fields)[0]!;
      await tick();
      document.getElementById(authFieldId(first))?.focus();
    },
    oninput(event: Event) {
      if (summary !== undefined) fields = look(event.currentTarget as HTMLFormElement)?.fields ?? {};
    },
  };
}
