import type { ErrorCode } from './problem-kinds.ts';

/** How a code reads over HTTP, and what its page says: what happened, and what to do. */
export interface ProblemKind {
  status: number;
  title: string;
  meaning: string;
  remedy: string;
}

const kind = (status: number, title: string, meaning: string, remedy: string): ProblemKind => ({
  status,
  title,
  meaning,
  remedy,
});

/** The one table that turns refusals into problem+json. */
export const problemKinds = {
  invalid_request: kind(
    422,
    'Invalid request',
    'A field of the request is missing or has the wrong form.',
    'Read errors: each entry names a field and says what would be right.',
  ),
  invalid_json: kind(
    400,
    'Invalid JSON',
    'The body could not be read as JSON.',
    'Check quotes, commas and brackets; a linter finds the place.',
  ),
  unsupported_media_type: kind(
    415,
    'Unsupported media type',
    'The body was not sent as JSON.',
    'Send Content-Type: application/json and a body in UTF-8.',
  ),
  body_too_large: kind(
    413,
    'Body too large',
    'The body is longer than this call takes.',
    'Send less: 512 KiB is the most.',
  ),
  signed_out: kind(
    401,
    'Signed out',
    'This call needs to know who asks, and nobody was signed in.',
    'Sign in, or send a personal access token as Authorization: Bearer mm_pat_...',
  ),
  token_invalid: kind(
    401,
    'Token not accepted',
    'The personal access token is mistyped, unknown, expired or revoked.',
    'Make a new token and use it whole, without spaces.',
  ),
  role_required: kind(
    403,
    'Role required',
    'Your role in this workspace does not allow this.',
    'Ask an owner or an admin of the workspace to do it.',
  ),
  cross_site_request: kind(
    403,
    'Cross-site request',
    'A change signed in by cookie came from another site.',
    'Send it from our own pages, or use a personal access token.',
  ),
  not_found: kind(
    404,
    'Not found',
    'There is no such thing, or it belongs to somebody else.',
    'Check the identifier; ask its owner for access.',
  ),
  method_not_allowed: kind(
    405,
    'Method not allowed',
    'This address exists, but not for this method.',
    'See /docs for the methods it answers.',
  ),
  internal_error: kind(
    500,
    'Internal error',
    'Something failed on our side.',
    'Try again in a moment; if it stays, tell the operator the time of the call.',
  ),
  invalid_sign_up: kind(
    422,
    'Invalid sign-up',
    'The account could not be made from these details.',
    'Read errors: each entry names a field and says what would be right.',
  ),
  slug_taken: kind(409, 'Slug taken', 'Another app already has this slug.', 'Choose another slug in the manifest.'),
  nothing_to_publish: kind(
    409,
    'Nothing to publish',
    'The draft is the same as the latest published version.',
    'Change the draft, then publish.',
  ),
  draft_changed: kind(
    412,
    'Draft changed',
    'Somebody saved the draft after you read it.',
    'Read it again, merge your change, and send the new ETag as If-Match.',
  ),
  if_match_required: kind(
    428,
    'If-Match required',
    'Replacing a draft needs to say which state is replaced.',
    'Send the ETag of your last read as If-Match.',
  ),
  version_invalid: kind(
    422,
    'Version not accepted',
    'The version is not semantic, or not higher than the latest.',
    'Leave it out, or give a higher one such as 1.2.0.',
  ),
  idempotency_key_invalid: kind(
    422,
    'Idempotency key not accepted',
    'The Idempotency-Key header is empty, too long or has odd characters.',
    'Use a UUID or another random text of 1 to 200 visible ASCII characters.',
  ),
  idempotency_key_reused: kind(
    422,
    'Idempotency key reused',
    'The same Idempotency-Key came with another request.',
    'Use a new key for a new request; repeat a key only with the same body.',
  ),
  unknown_scope: kind(
    422,
    'Unknown scope',
    'No installed plugin declares this scope.',
    'Pick one from GET /v1/scopes.',
  ),
  scope_not_declared: kind(
    422,
    'Scope not declared',
    'The app does not ask for this scope, so it cannot be granted.',
    'Grant only scopes that the listing shows.',
  ),
  required_scope_missing: kind(
    422,
    'Required scope missing',
    'The app does not work without a scope that was left out.',
    'Grant it, or do not install the app.',
  ),
  auth_input_invalid: kind(
    422,
    'Auth input not accepted',
    'A value that the app asks for is missing or has the wrong form.',
    'Read errors: each entry names an input and says what would be right.',
  ),
  already_installed: kind(
    409,
    'Already installed',
    'The workspace has this app already.',
    'Open the installation, or uninstall it first.',
  ),
  consent_outdated: kind(
    409,
    'Consent outdated',
    'The app has a newer version than the one that was shown.',
    'Read the listing again, and agree to what it says now.',
  ),
  wrong_state: kind(
    409,
    'Not possible now',
    'The installation is in a state that does not allow this.',
    'Read the installation: status says where it stands.',
  ),
  invalid_manifest: kind(
    422,
    'Invalid manifest',
    'A field of the manifest is missing or has the wrong form.',
    'Read errors: each entry names a field and says what would be right.',
  ),
  url_not_allowed: kind(
    422,
    'Address not allowed',
    'A request of the app would go where deliveries must not: a private, local or otherwise reserved network.',
    'Use a public https address. Operators may allow others with MINIMART_EGRESS_ALLOW.',
  ),
  invalid_scope: kind(
    422,
    'Invalid scope',
    'A scope is not written <resource>:<verb>.',
    'Write it as in GET /v1/scopes.',
  ),
  key_missing: kind(
    401,
    'Key missing',
    'A platform call came without an API key.',
    'Send the key of the Subscribe Request as Authorization: Bearer <key>.',
  ),
  key_invalid: kind(
    401,
    'Key not accepted',
    'The API key is mistyped, unknown, expired or revoked.',
    'Use the key of the latest Subscribe Request; after an uninstall there is none.',
  ),
  scope_missing: kind(
    403,
    'Scope missing',
    'The key is good, but does not hold the scope that this call needs.',
    'needed names it. Ask for it in the manifest; the owner must agree.',
  ),
  invalid_input: kind(
    400,
    'Invalid input',
    'A field of the platform call is missing or has the wrong form.',
    'Read errors: each entry names a field and says what would be right.',
  ),
  conflict: kind(
    400,
    'Conflict',
    'The change collides with something that exists.',
    'Read detail: it names what is in the way.',
  ),
  unknown_asset: kind(
    422,
    'Unknown picture',
    'The manifest refers to a picture that was never uploaded.',
    'Upload it first, then use asset:<id>.',
  ),
  unknown_variable: kind(
    422,
    'Unknown variable',
    'A request uses a variable that has no value here.',
    'Use a system field or a declared auth input.',
  ),
  invalid_url: kind(
    422,
    'Invalid address',
    'With the values filled in, the request has no valid address.',
    'Check the value that stands in the path.',
  ),
  invalid_path_value: kind(
    422,
    'Value not possible in a path',
    'A value such as .. would change where the request goes.',
    'Give another value.',
  ),
  invalid_header_value: kind(
    422,
    'Value not possible in a header',
    'A value has line breaks or characters that a header cannot carry.',
    'Give it on one line, in Latin letters.',
  ),
  endpoint_exists: kind(409, 'Endpoint exists', 'The app has its endpoint already.', 'Nothing needs to be done.'),
  unknown_endpoint: kind(
    404,
    'Unknown endpoint',
    'The app has no endpoint to deliver to.',
    'Create the app again, or tell the operator.',
  ),
  invalid_cursor: kind(
    422,
    'Invalid cursor',
    'The cursor is not one of ours.',
    'Send the nextCursor of the page before, or leave it out.',
  ),
  limit_reached: kind(400, 'Limit reached', 'There may not be more of these.', 'Delete some that are not needed.'),
} as const satisfies Record<ErrorCode, ProblemKind>;
