import {
  checkAuthInputs,
  secretVariables,
  variablesFor,
  type LifecycleTopic,
  type Manifest,
} from '@minimart/app-manifest';
import { sampleAuthInput } from '@minimart/auth-inputs';
import type { RequestValues } from '@minimart/external-request';
import { keyPrefixes } from '@minimart/keys';
import { Refusal } from '@minimart/problem';
import { mintToken } from '@minimart/tokens';
import type { TestBody } from './test-request-schemas.ts';

/** What a request is tried with: a value for each variable that it may use, and which of them are secrets. */
export interface SampleValues {
  values: RequestValues;
  secrets: string[];
}

/** Whose request is tried. */
export interface SampledApp {
  id: string;
  latestVersion: string | null;
  draft: Pick<Manifest, 'authInputs' | 'requests'>;
}

type Samples = Pick<TestBody, 'systemFields' | 'authInputs' | 'response'>;

/** Completes what was given with samples. Auth inputs are checked as those of an install; throws `auth_input_invalid`, naming the field. */
export function sampleValues(topic: LifecycleTopic, app: SampledApp, given: Samples): SampleValues {
  const { systemFields, authInputs, response } = given;
  const inputs = app.draft.authInputs;
  const sampled = inputs
    .filter(({ name }) => !Object.hasOwn(authInputs, name))
    .map((input) => [input.name, sampleAuthInput(input)] as const);
  const checked = checkAuthInputs(inputs, { ...Object.fromEntries(sampled), ...authInputs });
  if (!checked.ok) {
    const detail = checked.errors[0]?.message ?? 'An auth input is not valid.';
    throw new Refusal({ code: 'auth_input_invalid', detail, errors: checked.errors });
  }
  const fields = app.draft.requests.subscribe?.response ?? [];
  const all: RequestValues = {
    // Looks right, down to its check digits, and is stored nowhere, so it never works.
    api_key: systemFields.api_key ?? mintToken(keyPrefixes.test),
    app_id: app.id,
    app_version: systemFields.app_version ?? app.latestVersion ?? '1.0.0',
    workspace_id: systemFields.workspace_id ?? 'ws_sample00000000000000',
    ...named('auth', checked.values),
    ...named('response', Object.fromEntries(fields.map(({ name }) => [name, `sample-${name}`]))),
    ...named('response', response),
  };
  const usable = new Set([...variablesFor(topic, app.draft), ...Object.keys(named('response', response))]);
  return {
    values: Object.fromEntries(Object.entries(all).filter(([name]) => usable.has(name))),
    secrets: secretVariables(app.draft),
  };
}

function named(prefix: string, values: RequestValues): RequestValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));
}
