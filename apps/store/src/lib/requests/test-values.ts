import { sampleAuthInput } from '@minimart/auth-inputs';
import type { AuthInput } from '#lib/server/api.ts';
import type { RequestsForm } from './request-form.ts';

/** A value that a test takes: the path of its control, and the sample that is taken when it stays empty. */
export interface TestValue {
  path: string;
  label: string;
  variable: string;
  sample: string;
  isSecret: boolean;
  isLong: boolean;
  options: { value: string; label: string }[];
}

const plain = { isSecret: false, isLong: false, options: [] };
const yesOrNo = ['true', 'false'].map((value) => ({ value, label: value }));

/** The values that tests of a draft's requests take. */
export function testValuesOf(authInputs: readonly AuthInput[], { subscribe }: RequestsForm): TestValue[] {
  const fields = subscribe?.response.filter(({ name }) => name.trim() !== '') ?? [];
  return [
    {
      ...plain,
      path: 'sample.workspace_id',
      label: 'Workspace',
      variable: '{{workspace_id}}',
      sample: 'ws_sample00000000000000',
    },
    {
      ...plain,
      path: 'sample.app_version',
      label: 'Version',
      variable: '{{app_version}}',
      sample: 'The latest, or 1.0.0',
    },
    ...authInputs.map((input) => ({
      path: `sample.auth.${input.name}`,
      label: input.title,
      variable: `{{auth.${input.name}}}`,
      sample: String(sampleAuthInput(input) ?? ''),
      isSecret: input.secret ?? false,
      isLong: input.type === 'text' && !input.secret,
      options: input.type === 'checkbox' ? yesOrNo : (input.options ?? []),
    })),
    ...fields.map(({ name, secret }) => ({
      ...plain,
      path: `sample.response.${name}`,
      label: `Response field ${name}`,
      variable: `{{response.${name}}}`,
      sample: `sample-${name}`,
      isSecret: secret,
    })),
  ];
}
