import { baseLocale, getLocale, m } from '@minimart/messages';
import type { Problem } from './api.ts';

/** A problem as a page tells it; `lang` is set where its detail stayed English and the page is not. */
export type ToldProblem = Problem & { lang?: 'en' };

/** A problem in the language of the page. In English the API says it best; what it says of single fields stays English. */
export function tellProblem(problem: Problem): ToldProblem {
  if (getLocale() === baseLocale) return problem;
  const detail = Object.hasOwn(sentences, problem.code) ? sentences[problem.code]!(problem) : undefined;
  if (detail === undefined) return { ...problem, lang: 'en' };
  const errors = problem.errors && tellErrors({ ...problem, errors: problem.errors }, detail);
  return { ...problem, detail, ...(errors !== undefined && { errors }) };
}

type FieldErrors = NonNullable<Problem['errors']>;

// Of these codes alone the errors say more than the code: which field it is, and what would be right.
const ofFields = new Set(['invalid_request', 'auth_input_invalid']);

function tellErrors({ code, detail, errors }: Problem & { errors: FieldErrors }, told: string): FieldErrors {
  if (!ofFields.has(code)) return errors.slice(0, 1).map(({ path }) => ({ path, message: told }));
  return errors.map((error) => (error.message === detail ? { ...error, message: told } : error));
}

/** The language of a message of the API on this page: `en` where it was not translated, undefined where it is that of the page. */
export function langOf(message: string, { detail, lang }: ToldProblem): 'en' | undefined {
  if (getLocale() === baseLocale) return undefined;
  return message === detail ? lang : 'en';
}

// By code: what visitors of the store and people of a workspace can meet.
const sentences: Record<string, (problem: Problem) => string> = {
  unavailable: () => m.error_unavailable(),
  invalid_request: () => m.error_invalid_request(),
  body_too_large: () => m.error_body_too_large(),
  signed_out: () => m.error_signed_out(),
  role_required: () => m.error_role_required(),
  cross_site_request: () => m.error_cross_site_request(),
  not_found: () => m.error_not_found(),
  internal_error: () => m.error_internal_error(),
  busy: () => m.error_busy(),
  overloaded: () => m.error_overloaded(),
  disk_full: () => m.error_disk_full(),
  idempotency_key_reused: () => m.error_form_sent_before(),
  idempotency_key_invalid: () => m.error_form_sent_before(),
  unknown_scope: () => m.error_scope_not_possible(),
  scope_not_declared: () => m.error_scope_not_possible(),
  required_scope_missing: () => m.error_required_scope_missing(),
  auth_input_invalid: () => m.error_auth_input_invalid(),
  invalid_url: () => m.error_value_not_sendable(),
  invalid_path_value: () => m.error_value_not_sendable(),
  invalid_header_value: () => m.error_value_not_sendable(),
  url_not_allowed: () => m.error_value_not_sendable(),
  already_installed: () => m.error_already_installed(),
  consent_outdated: () => m.error_consent_outdated(),
  update_not_offered: () => m.error_update_not_offered(),
  wrong_state: () => m.error_wrong_state(),
  invalid_network: () => m.error_invalid_network(),
  invalid_overlap: () => m.error_invalid_overlap(),
  key_not_found: () => m.error_key_not_found(),
  app_not_allowed: ({ standing }) =>
    standing === 'blocked' ? m.error_app_not_allowed_blocked() : m.error_app_not_allowed(),
  already_asked: () => m.error_already_asked(),
  no_need_to_ask: () => m.error_no_need_to_ask(),
  last_owner: () => m.error_last_owner(),
  sandbox_not_shared: () => m.error_sandbox_not_shared(),
  already_member: () => m.error_already_member(),
  already_invited: () => m.error_already_invited(),
  too_many_invitations: () => m.error_too_many_invitations(),
  too_many_workspaces: () => m.error_too_many_workspaces(),
  too_many_tokens: () => m.error_too_many_tokens(),
  request_answered: () => m.error_request_answered(),
  app_unlisted: () => m.error_app_unlisted(),
  app_suspended: () => m.error_app_suspended(),
  link_expired: () => m.error_link_expired(),
  link_used_up: () => m.error_link_used_up(),
  link_revoked: () => m.error_link_revoked(),
  policy_changed: () => m.error_policy_changed(),
  review_not_earned: ({ reason }) => sayUnearned(reason),
  review_changed: () => m.error_review_changed(),
  words_limit_reached: () => m.error_words_limit_reached(),
  rate_limited: () => m.error_rate_limited(),
  too_many_requests: () => m.error_too_many_requests(),
  too_many_streams: () => m.error_too_many_streams(),
  invalid_cursor: () => m.error_invalid_cursor(),
};

function sayUnearned(reason: unknown): string {
  if (reason === 'own_app') return m.error_review_not_earned_own();
  if (reason === 'never_active') return m.error_review_not_earned_never();
  return reason === 'too_early' ? m.error_review_not_earned_early() : m.error_review_not_earned();
}
