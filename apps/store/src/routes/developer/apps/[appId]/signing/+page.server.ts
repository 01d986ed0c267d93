import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors, placeMessages, type PlacedFields } from '#lib/server/place-field-errors.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { parseLimits, parseOverlapHours } from '#lib/signing/parse-limits.ts';
import { readingsOf } from '#lib/signing/readings-of.ts';
import type { Endpoint } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const endpointPath = '/v1/developer/apps/{appId}/endpoint';
const limitIds = { maxInFlight: 'max-in-flight', perSecond: 'per-second' };
const headerNames = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

const doneWords = {
  pair: 'The key pair signs from now on. Its public key stands below.',
  limits: 'The limits are saved. They hold from the next request on.',
};

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const [app, endpoint] = await Promise.all([readOwnApp(event), readEndpoint(event)]);
  const done = event.url.searchParams.get('done');
  return {
    app,
    path: `/developer/apps/${app.id}/signing`,
    secrets: endpoint.signingSecrets,
    newest: { v1: newestOf(endpoint, 'v1'), v1a: newestOf(endpoint, 'v1a') },
    limits: {
      maxInFlight: String(endpoint.limits.maxInFlight ?? ''),
      perSecond: String(endpoint.limits.perSecond ?? ''),
    },
    done: done === 'pair' || done === 'limits' ? doneWords[done] : null,
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  rotate: async (event) => {
    const form = await event.request.formData();
    const scheme = form.get('scheme') === 'v1a' ? 'v1a' : 'v1';
    const entered = textOf(form, 'overlapHours', 20);
    const overlapHours = parseOverlapHours(entered);
    if (overlapHours === undefined) {
      const placed = placeMessages(
        { overlapHours: 'Give a number of hours from 0 to 168.' },
        { overlapHours: `overlap-${scheme}` },
      );
      return failed(422, placed, { rotate: { scheme, overlapHours: entered } });
    }
    // A page that is loaded again sends its form again, and would end a secret that nobody has copied yet.
    if (textOf(form, 'newest', 100) !== (newestOf(await readEndpoint(event), scheme) ?? '')) {
      const message = 'Another one has been made since that page was opened, so nothing was changed.';
      return failed(409, { summary: [{ message }], fields: {} });
    }
    const answer = toAnswer(
      await apiOf(event).POST(`${endpointPath}/signing-secrets`, {
        params: pathOf(event),
        body: { scheme, overlapHours },
      }),
    );
    if (!answer.ok) return refuse(event, answer, {});
    const { signingSecret } = answer.data;
    return signingSecret === null ? goOn(event, 'pair') : { signingSecret };
  },
  limits: async (event) => {
    const form = await event.request.formData();
    const entered = { maxInFlight: textOf(form, 'maxInFlight', 20), perSecond: textOf(form, 'perSecond', 20) };
    const parsed = parseLimits(entered);
    if (!parsed.ok) return failed(422, placeMessages(parsed.errors, limitIds), { limits: entered });
    const answer = toAnswer(
      await apiOf(event).PUT(`${endpointPath}/limits`, { params: pathOf(event), body: parsed.limits }),
    );
    return answer.ok ? goOn(event, 'limits') : refuse(event, answer, { limits: entered });
  },
  check: async (event) => {
    const form = await event.request.formData();
    // A header that was pasted with its name is taken as well.
    const headers = Object.fromEntries(
      headerNames.map((name) => [name, textOf(form, name, 4000).replace(new RegExp(`^${name}:\\s*`, 'i'), '')]),
    );
    const body = String(form.get('body') ?? '').slice(0, 200_000);
    const errors: Record<string, string> = Object.fromEntries(
      headerNames.filter((name) => headers[name] === '').map((name) => [name, `Paste the header ${name}.`]),
    );
    if (body === '') errors['body'] = 'Paste the raw body.';
    if (Object.keys(errors).length > 0)
      return failed(422, placeMessages(errors, { body: 'raw-body' }), { check: headers });
    return check(event, headers, readingsOf(body));
  },
};

/** Checks one reading of the body after another until one is right; the verdict on the first stands when none is. */
async function check(event: RequestEvent, headers: Record<string, string>, readings: string[]) {
  const verdicts = [];
  for (const body of readings) {
    const answer = toAnswer(
      await apiOf(event).POST(`${endpointPath}/signature-check`, { params: pathOf(event), body: { headers, body } }),
    );
    if (!answer.ok) return refuse(event, answer, { check: headers });
    verdicts.push(answer.data);
    if (answer.data.reason !== 'no_match') break;
  }
  const last = verdicts.at(-1);
  return { verdict: last?.reason === 'no_match' ? verdicts[0] : last, check: headers };
}

type Entered = {
  rotate?: { scheme: 'v1' | 'v1a'; overlapHours: string };
  limits?: { maxInFlight: string; perSecond: string };
  check?: Record<string, string>;
};

function failed(status: number, errors: PlacedFields, entered: Entered = {}) {
  return fail(status, { errors, ...entered });
}

function goOn(event: RequestEvent, done: keyof typeof doneWords): never {
  redirect(303, `${event.url.pathname}?done=${done}`);
}

function refuse(event: RequestEvent, answer: Extract<Answer<unknown>, { ok: false }>, entered: Entered) {
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return failed(answer.status, placeFieldErrors(answer.problem, limitIds), entered);
}

async function readEndpoint(event: RequestEvent): Promise<Endpoint> {
  const answer = await apiOf(event).GET(endpointPath, { params: pathOf(event) });
  return expectAnswer(toAnswer(answer), 'You publish no such app.');
}

function newestOf({ signingSecrets }: Endpoint, scheme: 'v1' | 'v1a'): string | undefined {
  return signingSecrets.find((secret) => secret.scheme === scheme)?.id;
}

function textOf(form: FormData, name: string, most: number): string {
  return String(form.get(name) ?? '')
    .trim()
    .slice(0, most);
}

function pathOf({ params: { appId } }: Pick<RequestEvent, 'params'>): { path: { appId: string } } {
  return { path: { appId } };
}
