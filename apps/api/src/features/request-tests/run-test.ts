import {
  parseLifecycleRequest,
  type LifecycleRequest,
  type LifecycleTopic,
  type Manifest,
} from '@minimart/app-manifest';
import {
  maskText,
  maskValues,
  renderExternalRequest,
  takeResponseFields,
  type ResponseField,
  type TakenField,
} from '@minimart/external-request';
import { isRefusal, Refusal } from '@minimart/problem';
import { explainAttempt, sendTest, toCurl, type TestResult } from '@minimart/webhooks';
import type { Services } from '../../compose.ts';
import { version } from '../../version.ts';
import { concludeTest } from './conclude-test.ts';
import { sampleValues, type SampledApp, type SampleValues } from './sample-values.ts';
import type { TestAnswer, TestBody } from './test-request-schemas.ts';

type TestServices = Pick<Services, 'outboxOf' | 'em' | 'guard' | 'testSender' | 'clock'>;

/** Which request of an app to try, with which values. */
export interface TestCommand {
  topic: LifecycleTopic;
  app: SampledApp;
  body: TestBody;
}

/**
 * Checks, renders, signs and sends a lifecycle request once, with sample values and the app's own signing secrets. No key is minted, no installation is
 * touched, and nothing is written down. Throws what is wrong with the request or the values, naming the field.
 */
export async function runTest(services: TestServices, command: TestCommand): Promise<TestAnswer> {
  const { topic, app } = command;
  const request = requestOf(services, command);
  const samples = sampleValues(topic, app, command.body);
  const rendered = renderOrRefuse(() => renderExternalRequest(request, samples.values));
  const display = renderExternalRequest(request, maskValues(samples.values, filled(samples)));
  const signers = await services.outboxOf(services.em()).signersOf(app.id);
  const ports = { sender: services.testSender, signers, userAgent: `Minimart/${version}`, now: services.clock.now };
  const result = await sendTest(ports, {
    request: rendered,
    display,
    secrets: secretTexts(samples),
    take: responseOf(request),
  });
  return present(topic, request, result);
}

function requestOf({ guard }: TestServices, { topic, app, body }: TestCommand): LifecycleRequest {
  const { authInputs, requests } = app.draft;
  const input = body.request ?? requests[topic];
  if (input === undefined) {
    const message = `The draft has no ${topic} request. Add one, or send one as request.`;
    throw new Refusal({ code: 'invalid_request', detail: message, errors: [{ path: 'request', message }] });
  }
  const sources = { authInputs, requests: withGiven(requests, body) };
  const checks = { topic, sources, checkUrl: guard.checkUrl, path: 'request' };
  const parsed = parseLifecycleRequest(input, checks);
  if (parsed.ok) return parsed.request;
  const { code, detail, errors } = parsed;
  throw new Refusal({ code, detail, errors });
}

/** Response fields that a value was given for count as declared: those of an editor need not be saved yet. */
function withGiven({ subscribe }: Manifest['requests'], { response }: TestBody) {
  const declared = subscribe?.response ?? [];
  const given = Object.keys(response).filter((name) => declared.every((field) => field.name !== name));
  return { subscribe: { response: [...declared, ...given.map((name) => ({ name }))] } };
}

/** Secrets that have a value: an empty one is shown as empty. */
function filled({ values, secrets }: SampleValues): string[] {
  return secrets.filter((name) => (values[name] ?? '') !== '');
}

// A checkbox is no secret text: redacting "true" from an answer would only make it unreadable.
function secretTexts(samples: SampleValues): string[] {
  return filled(samples).flatMap((name) => {
    const value = samples.values[name];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
}

const places: Record<string, string> = { auth: 'authInputs', response: 'response' };

/** A value that its place cannot carry is told at the field that it was given in. */
function renderOrRefuse<Rendered>(render: () => Rendered): Rendered {
  try {
    return render();
  } catch (thrown) {
    const variable = isRefusal(thrown) ? thrown.extra['variable'] : undefined;
    if (!isRefusal(thrown) || typeof variable !== 'string') throw thrown;
    const [prefix = '', name] = variable.split('.');
    const path = name === undefined ? `systemFields.${prefix}` : `${places[prefix] ?? prefix}.${name}`;
    throw new Refusal({ code: thrown.code, detail: thrown.detail, errors: [{ path, message: thrown.detail }] });
  }
}

function present(topic: LifecycleTopic, request: LifecycleRequest, result: TestResult): TestAnswer {
  const { id, request: sent, signature, record, message } = result;
  const { statusCode, responseHeaders, responseBody: body, responseTruncated: truncated, durationMs } = record;
  return {
    id,
    request: { ...sent, headers: { ...sent.headers } },
    curl: toCurl(sent),
    signature,
    response: statusCode === null ? null : { statusCode, headers: { ...responseHeaders }, body, truncated },
    durationMs,
    ...concludeTest(topic, result),
    explanation: explainAttempt(record),
    message,
    fields: fieldsOf(request, result),
  };
}

function responseOf(request: LifecycleRequest): readonly ResponseField[] {
  return 'response' in request ? (request.response ?? []) : [];
}

function fieldsOf(request: LifecycleRequest, result: TestResult): TestAnswer['fields'] {
  const { record, body, redact } = result;
  const fields = responseOf(request);
  if (record.outcome !== 'delivered')
    return fields.map(({ name, path }) => ({ name, path, value: null, note: 'Only an answer of 2xx is read.' }));
  const taken = takeResponseFields(fields, { body, truncated: record.responseTruncated });
  return taken.map((field, place) => shown(field, fields[place]?.secret === true, redact));
}

function shown(field: TakenField, isSecret: boolean, redact: TestResult['redact']): TestAnswer['fields'][number] {
  const { value } = field;
  if (typeof value === 'string' && redact(value) !== value)
    return { ...field, value: null, note: 'A secret of the request stands in it, so it is not kept.' };
  return isSecret && value !== null ? { ...field, value: maskText } : field;
}
