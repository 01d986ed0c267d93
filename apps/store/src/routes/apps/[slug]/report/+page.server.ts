import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { readReason } from '#lib/reviews/report-words.ts';
import { readWords } from '#lib/reviews/read-words.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors, placeMessages } from '#lib/server/place-field-errors.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readListing } from '#lib/server/read-listing.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const fieldIds = { reason: 'reason', details: 'details', email: 'email' };

export const load: PageServerLoad = async (event) => {
  const { link, review } = readAddress(event.url);
  const answer = await readListing(event, event.params.slug, { link });
  const listing = expectAnswer(answer, m.consent_no_app());
  const done = event.url.searchParams.get('done') ?? '';
  const isDone = /^rpt_\w{1,40}$/.test(done);
  return {
    app: { slug: listing.slug, name: listing.name, developer: listing.developer.name, logoUrl: listing.logoUrl },
    support: listing.links.support ?? null,
    back: `/apps/${listing.slug}${link ? `?${new URLSearchParams({ link })}` : ''}`,
    review: review === null || isDone ? null : await readReview(event, { link, review }),
    isOfReview: review !== null,
    done: isDone ? done : null,
    email: (await event.locals.viewer())?.user.email ?? null,
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { link, review } = readAddress(event.url);
    const reason = readReason(form.get('reason'));
    const [details, email] = [readWords(form, 'details'), readWords(form, 'email').trim()];
    const entered = { reason: reason ?? '', details, email };
    if (reason === undefined) {
      const missing = {
        reason: m.review_report_no_reason(),
        ...(details.trim() === '' && { details: m.review_report_no_details() }),
      };
      return fail(422, { entered, errors: placeMessages(missing, fieldIds) });
    }
    const header = { 'Idempotency-Key': readIdempotencyKey(form) };
    const params = { path: { slug: event.params.slug }, query: { ...(link && { link }) }, header };
    const body = { reason, details, ...(review && { review }), ...(email !== '' && { email }) };
    const answer = toAnswer(await apiOf(event).POST('/v1/apps/{slug}/reports', { params, body }));
    if (!answer.ok) return fail(answer.status, { entered, errors: placeFieldErrors(answer.problem, fieldIds) });
    const search = new URLSearchParams({ ...(link && { link }), ...(review && { review }), done: answer.data.id });
    redirect(303, `${event.url.pathname}?${search}`);
  },
};

/** The review that is reported, so that it can be seen which one that is; 404 when it is gone. */
async function readReview(event: RequestEvent, { link, review }: { link: string | null; review: string }) {
  const params = { path: { slug: event.params.slug, reviewId: review }, query: { ...(link && { link }) } };
  const answer = toAnswer(await apiOf(event).GET('/v1/apps/{slug}/reviews/{reviewId}', { params }));
  return expectAnswer(answer, m.review_report_no_review());
}

/** By which link the app was found, and which of its reviews is reported, if it is one. */
function readAddress({ searchParams }: URL): { link: string | null; review: string | null } {
  const review = searchParams.get('review') ?? '';
  return { link: searchParams.get('link'), review: /^rev_\w{1,40}$/.test(review) ? review : null };
}
