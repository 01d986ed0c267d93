import { Refusal } from '@minimart/problem';
import type { SignatureCheck } from '@minimart/webhooks';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { endpointSchema, presentEndpoint } from './delivery-schemas.ts';

const base = '/v1/developer/apps/{appId}/endpoint';
const params = z.object({ appId: z.string() });
const hour = 3_600_000;

const limitsBody = z.object({
  maxInFlight: z.int().nullable().describe('Requests under way at once, 1 to 100; null for the platform’s own limit.'),
  perSecond: z.number().nullable().describe('Requests begun in a second, 0.01 to 1000; null for no limit.'),
});

const secretBody = z.object({
  scheme: z
    .enum(['v1', 'v1a'])
    .default('v1')
    .describe('`v1`: a shared secret (HMAC-SHA256). `v1a`: a key pair (Ed25519) that signs beside it.'),
  overlapHours: z
    .number('Give a number of hours from 0 to 168.')
    .min(0, 'Give a number of hours from 0 to 168.')
    .max(168, 'Give a number of hours from 0 to 168.')
    .default(24)
    .describe('For how long the former secret signs along.'),
});

const checkBody = z.object({
  headers: z
    .record(z.string().max(200), z.string().max(4000))
    .describe('The headers that your server received: webhook-id, webhook-timestamp, webhook-signature.'),
  body: z.string().max(200_000).describe('The body that your server received, letter by letter, before it is parsed.'),
});

const checkAnswer = z.object({
  valid: z.boolean(),
  reason: z.string().nullable().describe('What is wrong, in one word.'),
  explanation: z.string().describe('The same in a sentence, with what to do.'),
});

/** The endpoint of an app, its signing secrets and how it stands, for the app's developer. */
export function endpointRoutes({ catalogOf, outboxOf, em, inTransaction }: Services): Route[] {
  const shared = { tag: 'Deliveries', access: 'signed-in', params } as const;
  const assertOwn = async (appId: string, ownerId: string) => void (await catalogOf(em()).appOf({ appId, ownerId }));
  const present = async (appId: string) => {
    const endpoint = await outboxOf(em()).endpoint(appId);
    if (endpoint === undefined) throw new Refusal({ code: 'not_found', detail: 'This app has no endpoint.' });
    return { body: presentEndpoint(endpoint) };
  };

  return [
    defineRoute({
      ...shared,
      id: 'getEndpoint',
      tokenScope: 'apps:read',
      method: 'get',
      path: base,
      summary: "How the deliveries of an app's requests stand.",
      answer: endpointSchema,
      async handle({ params: { appId }, actor }) {
        await assertOwn(appId, actor.userId);
        return present(appId);
      },
    }),
    defineRoute({
      ...shared,
      id: 'pauseEndpoint',
      tokenScope: 'apps:write',
      method: 'post',
      path: `${base}/pause`,
      summary: 'Send nothing for now; what comes up waits.',
      answer: endpointSchema,
      async handle({ params: { appId }, actor }) {
        await assertOwn(appId, actor.userId);
        await inTransaction((unit) => outboxOf(unit).pauseEndpoint(appId, actor.userId));
        return present(appId);
      },
    }),
    defineRoute({
      ...shared,
      id: 'resumeEndpoint',
      tokenScope: 'apps:write',
      method: 'post',
      path: `${base}/resume`,
      summary: 'Send again after a pause, or after too many failures.',
      answer: endpointSchema,
      async handle({ params: { appId }, actor }) {
        await assertOwn(appId, actor.userId);
        await inTransaction((unit) => outboxOf(unit).resumeEndpoint(appId));
        return present(appId);
      },
    }),
    defineRoute({
      ...shared,
      id: 'limitEndpoint',
      tokenScope: 'apps:write',
      method: 'put',
      path: `${base}/limits`,
      summary: 'Say what the server of an app can bear.',
      body: limitsBody,
      answer: endpointSchema,
      async handle({ params: { appId }, body, actor }) {
        await assertOwn(appId, actor.userId);
        await inTransaction((unit) => outboxOf(unit).limitEndpoint(appId, body));
        return present(appId);
      },
    }),
    defineRoute({
      ...shared,
      id: 'rotateSigningSecret',
      tokenScope: 'apps:secrets',
      method: 'post',
      path: `${base}/signing-secrets`,
      summary: 'Make a new signing secret; the former one signs along for a while.',
      body: secretBody,
      status: 201,
      answer: z.object({
        signingSecret: z
          .string()
          .nullable()
          .describe('Shown this once. Null for a key pair, whose private half stays here.'),
        publicKey: z.string().nullable().describe('What your server verifies v1a signatures with.'),
        endpoint: endpointSchema,
      }),
      async handle({ params: { appId }, body: { scheme, overlapHours }, actor }) {
        await assertOwn(appId, actor.userId);
        const made = await inTransaction((unit) =>
          outboxOf(unit).rotateSigningSecret(appId, Math.round(overlapHours * hour), scheme),
        );
        const signingSecret = scheme === 'v1' ? made.signingSecret : null;
        return { body: { signingSecret, publicKey: made.publicKey, endpoint: (await present(appId)).body } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'checkSignature',
      tokenScope: 'apps:read',
      method: 'post',
      path: `${base}/signature-check`,
      summary: 'Check a request that your server received against the signing secrets of the app.',
      body: checkBody,
      answer: checkAnswer,
      async handle({ params: { appId }, body, actor }) {
        await assertOwn(appId, actor.userId);
        return { body: presentCheck(await outboxOf(em()).checkSignature(appId, body)) };
      },
    }),
  ];
}

function presentCheck(check: SignatureCheck): z.input<typeof checkAnswer> {
  if (!check.ok) return { valid: false, reason: check.reason, explanation: wordsOf(check) };
  const which = check.secret === 0 ? 'the present signing secret' : 'a former signing secret, which still signs along';
  return { valid: true, reason: null, explanation: `The signature is right: it was made with ${which}.` };
}

function wordsOf(check: SignatureCheck & { ok: false }): string {
  switch (check.reason) {
    case 'header_missing':
      return `The header ${check.header} is missing. Paste all three webhook headers.`;
    case 'timestamp_unreadable':
      return 'The header webhook-timestamp must be a number of seconds since 1970.';
    case 'no_known_scheme':
      return 'The header webhook-signature has no signature that begins with v1, or v1a,.';
    case 'no_match':
      return 'No signing secret of this app made this signature over this body. Most often the body was parsed and written anew: verify the raw bytes as they came. Else it was signed for another app.';
    case 'too_old':
      return `The signature is right, but ${check.ageSeconds} s old; libraries refuse what is older than 300 s. If your server refused it when it came, its clock is ahead.`;
    case 'from_the_future':
      return `The signature is right, but from ${-check.ageSeconds} s ahead of now: a clock is off.`;
  }
}
