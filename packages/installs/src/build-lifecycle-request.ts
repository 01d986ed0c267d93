import type { AuthInputValues, Manifest } from '@minimart/app-manifest';
import {
  maskValues,
  renderExternalRequest,
  type RenderedRequest,
  type RequestValues,
} from '@minimart/external-request';
import { isRefusal, Refusal } from '@minimart/problem';
import { secretNames } from './auth-input-values.ts';
import { environmentOf } from './environment-of.ts';
import type { InstallationRecord } from './installation.ts';
import type { LifecycleRequest } from './ports.ts';

/** What a lifecycle request is rendered from; `plainKey` is null when no key is handed over. */
export interface LifecycleRequestParts {
  record: InstallationRecord;
  manifest: Manifest;
  inputs: AuthInputValues;
  plainKey: string | null;
  /** What is kept of the answer to the subscribe request, by field; for the unsubscribe request. */
  response?: AuthInputValues;
  /** The values before these, which the app's server may know and repeat. */
  formerInputs?: AuthInputValues | undefined;
}

/** The rendered request with its display copy, or undefined when the manifest has none. Without a key, `{{api_key}}` is empty. */
export function buildLifecycleRequest(
  topic: LifecycleRequest['topic'],
  { record, manifest, inputs, plainKey, response = {}, formerInputs = {} }: LifecycleRequestParts,
): LifecycleRequest | undefined {
  const request = manifest.requests[topic];
  if (request === undefined) return undefined;
  const secretInputs = [...secretNames(manifest)];
  const fields = manifest.requests.subscribe?.response ?? [];
  const secretFields = fields
    .filter(({ secret, name }) => secret && (response[name] ?? null) !== null)
    .map(({ name }) => name);
  const values: RequestValues = {
    api_key: plainKey ?? '',
    app_id: record.appId,
    app_version: record.version,
    workspace_id: record.workspaceId,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`auth.${name}`, value])),
    ...Object.fromEntries(fields.map(({ name }) => [`response.${name}`, response[name] ?? null])),
  };
  const masked = maskValues(values, [
    ...(plainKey === null ? [] : ['api_key']),
    ...secretInputs.flatMap((name) => ((inputs[name] ?? null) === null ? [] : [`auth.${name}`])),
    ...secretFields.map((name) => `response.${name}`),
  ]);
  const render = (from: RequestValues): RenderedRequest => renderOrRefuse(() => renderExternalRequest(request, from));
  const { id: subject, appId: endpointId, workspaceId: tenant } = record;
  const entered = [...Object.entries(inputs), ...Object.entries(formerInputs)].flatMap(([name, value]) =>
    secretInputs.includes(name) ? [value] : [],
  );
  const secrets = [
    ...new Set([plainKey, ...entered, ...secretFields.map((name) => response[name] ?? null)].flatMap(secretText)),
  ];
  const take = topic === 'subscribe' && fields.length > 0 ? { take: fields } : {};
  const where = { endpointId, topic, subject, tenant, environment: environmentOf(record), orderingKey: subject };
  return { ...where, request: render(values), display: render(masked), secrets, ...take };
}

// A checkbox is no secret text: redacting "true" from an answer would only make it unreadable.
function secretText(value: AuthInputValues[string]): string[] {
  return value === null || value === '' || typeof value === 'boolean' ? [] : [String(value)];
}

/** A value that its place cannot carry (a line break in a header) is the owner's to correct, so it is told at the input. */
function renderOrRefuse(render: () => RenderedRequest): RenderedRequest {
  try {
    return render();
  } catch (thrown) {
    const variable = isRefusal(thrown) ? thrown.extra['variable'] : undefined;
    if (!isRefusal(thrown) || typeof variable !== 'string' || !variable.startsWith('auth.')) throw thrown;
    const errors = [{ path: `authInputs.${variable.slice('auth.'.length)}`, message: thrown.detail }];
    throw new Refusal({ code: 'auth_input_invalid', detail: thrown.detail, errors });
  }
}
