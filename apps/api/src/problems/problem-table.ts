import type { ErrorCode } from './problem-kinds.ts';

/** How a code reads over HTTP, and what its page says: what happened, and what to do. */
export interface ProblemKind {
  status: number;
  title: string;
  meaning: string;
  remedy: string;
}

/** The one table that turns refusals into problem+json. */
export const problemKinds = {
  invalid_request: {
    status: 422,
    title: 'Invalid request',
    meaning: 'A field of the request is missing or has the wrong form.',
    remedy: 'Read errors: each entry names a field and says what would be right.',
  },
  invalid_json: {
    status: 400,
    title: 'Invalid JSON',
    meaning: 'The body could not be read as JSON.',
    remedy: 'Check quotes, commas and brackets; a linter finds the place.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    meaning: 'The body was not sent as JSON.',
    remedy: 'Send Content-Type: application/json and a body in UTF-8.',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    meaning: 'The body is longer than this call takes.',
    remedy: 'Send less: detail says how much is the most.',
  },
  signed_out: {
    status: 401,
    title: 'Signed out',
    meaning: 'This call needs to know who asks, and nobody was signed in.',
    remedy: 'Sign in, or send a personal access token as Authorization: Bearer mm_pat_...',
  },
  token_invalid: {
    status: 401,
    title: 'Token not accepted',
    meaning: 'The personal access token is mistyped, unknown, expired or revoked.',
    remedy: 'Make a new token and use it whole, without spaces.',
  },
  token_scope_missing: {
    status: 403,
    title: 'Token scope missing',
    meaning: 'The personal access token is good, but was not given what this call asks for.',
    remedy: 'needed names what is missing. Make a token that has it; a token never gets more than it was made with.',
  },
  session_required: {
    status: 403,
    title: 'Not for tokens',
    meaning:
      'Only somebody who is signed in to the store in a browser may do this, so that a token never makes another or outlives itself.',
    remedy: 'Do it in the store.',
  },
  too_many_tokens: {
    status: 409,
    title: 'Too many tokens',
    meaning: 'A person has at most 50 personal access tokens that are not revoked.',
    remedy: 'Revoke one that is not needed any more.',
  },
  too_many_workspaces: {
    status: 429,
    title: 'Too many workspaces',
    meaning: 'A person makes at most ten workspaces within a day.',
    remedy: 'Go on once the seconds that Retry-After names are over.',
  },
  last_owner: {
    status: 409,
    title: 'The only owner',
    meaning: 'A workspace has an owner at all times, and this is the only one.',
    remedy: 'Make somebody else an owner first.',
  },
  sandbox_not_shared: {
    status: 409,
    title: 'A sandbox is for one',
    meaning: 'A sandbox is a developer’s own, to try drafts in; nobody else gets in.',
    remedy: 'Make a workspace, and invite people there.',
  },
  already_member: {
    status: 409,
    title: 'A member already',
    meaning: 'Whoever has this address belongs to the workspace already.',
    remedy: 'Change their role instead.',
  },
  already_invited: {
    status: 409,
    title: 'Invited already',
    meaning: 'An invitation to this address is open.',
    remedy: 'Send the one that invitationId names again, or take it back first.',
  },
  too_many_invitations: {
    status: 429,
    title: 'Too many invitations',
    meaning: 'Within a day, 50 invitations go out from a workspace and from a person, and three to one address.',
    remedy: 'Go on once the seconds that Retry-After names are over.',
  },
  invitation_not_open: {
    status: 410,
    title: 'Invitation not open',
    meaning:
      'There is no open invitation with this code: it was used or taken back, a newer mail replaced it, its seven days are over, or it is mistyped.',
    remedy: 'Use the newest mail, or ask whoever invited you to send it again.',
  },
  invitation_for_another: {
    status: 403,
    title: 'For another address',
    meaning: 'The invitation went to another e-mail address than that of the account which is signed in.',
    remedy: 'Sign in with the address to which the mail went, or ask to be invited with yours.',
  },
  role_required: {
    status: 403,
    title: 'Role required',
    meaning: 'Your role in this workspace does not allow this.',
    remedy: 'Ask an owner or an admin of the workspace to do it.',
  },
  operator_required: {
    status: 403,
    title: 'For operators',
    meaning: 'This call is for those who run the store, and your account is not among them.',
    remedy: 'Whoever starts the store names the ids of their accounts in MINIMART_OPERATORS.',
  },
  cross_site_request: {
    status: 403,
    title: 'Cross-site request',
    meaning: 'A change signed in by cookie came from another site.',
    remedy: 'Send it from our own pages, or use a personal access token.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    meaning: 'There is no such thing, or it belongs to somebody else.',
    remedy: 'Check the identifier; ask its owner for access.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    meaning: 'This address exists, but not for this method.',
    remedy: 'See /docs for the methods it answers.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    meaning: 'Something failed on our side.',
    remedy: 'Try again in a moment; if it stays, tell the operator the time of the call.',
  },
  busy: {
    status: 503,
    title: 'Busy',
    meaning:
      'The call came in the way of another one at the same moment, or there was no room for it; nothing of it was done.',
    remedy: 'Send it again after the seconds that Retry-After names.',
  },
  overloaded: {
    status: 503,
    title: 'Overloaded',
    meaning:
      'More calls come than can be answered in time, so some are turned away at once; nothing of this one was done.',
    remedy: 'Send it again after the seconds that Retry-After names, and fewer at once.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    meaning:
      'A part that the call needs, as a rule the database, cannot be reached, is starting, or is full. What a call changes it changes whole or not at all.',
    remedy:
      'Send it again after the seconds that Retry-After names. If the connection broke at the very end, the change may have been made: an Idempotency-Key makes sure that it is made once.',
  },
  disk_full: {
    status: 507,
    title: 'No room left',
    meaning: 'The disk that files are kept on is full; nothing of this one was kept.',
    remedy: 'The operator has to make room; send it again then.',
  },
  invalid_sign_up: {
    status: 422,
    title: 'Invalid sign-up',
    meaning: 'The account could not be made from these details.',
    remedy: 'Read errors: each entry names a field and says what would be right.',
  },
  password_sign_in_off: {
    status: 403,
    title: 'No passwords here',
    meaning: 'The platform that runs this store signs people in itself, so accounts have no passwords and no passkeys.',
    remedy: 'Open the sign-in page: it leads to the platform.',
  },
  slug_taken: {
    status: 409,
    title: 'Slug taken',
    meaning: 'Another app already has this slug.',
    remedy: 'Choose another slug in the manifest.',
  },
  nothing_to_publish: {
    status: 409,
    title: 'Nothing to publish',
    meaning: 'The draft is the same as the latest published version.',
    remedy: 'Change the draft, then publish.',
  },
  draft_changed: {
    status: 412,
    title: 'Draft changed',
    meaning: 'Somebody saved the draft after you read it.',
    remedy: 'Read it again, merge your change, and send the new ETag as If-Match.',
  },
  collections_changed: {
    status: 412,
    title: 'Collections changed',
    meaning: 'Somebody saved the collections of the front page after you read them.',
    remedy: 'Read them again, merge your change, and send the new ETag as If-Match.',
  },
  app_suspended: {
    status: 410,
    title: 'App suspended',
    meaning: 'Those who run the store have suspended the app: it is in no list, and is neither installed nor updated.',
    remedy: 'Wait until that is lifted. What is installed can be uninstalled any time.',
  },
  suspension_changed: {
    status: 412,
    title: 'Suspension changed',
    meaning: 'Another operator suspended the app, or lifted that, after you read it.',
    remedy: 'Read the app again, and send the new ETag as If-Match.',
  },
  reports_changed: {
    status: 412,
    title: 'Reports changed',
    meaning: 'More was reported, or another operator decided, after you read it.',
    remedy: 'Read the reports again, and send the new ETag as If-Match.',
  },
  version_in_review: {
    status: 409,
    title: 'Version in review',
    meaning: 'A version of the app waits for those who run the store to look at it.',
    remedy: 'Wait for their answer, or withdraw the version.',
  },
  version_not_in_review: {
    status: 409,
    title: 'Version not in review',
    meaning: 'The version was decided about or withdrawn, or never was in review.',
    remedy: 'Read how it stands.',
  },
  version_review_changed: {
    status: 412,
    title: 'Review changed',
    meaning: 'The automatic checks came in, or another operator decided, after you read it.',
    remedy: 'Read the version again, and send the new ETag as If-Match.',
  },
  if_match_required: {
    status: 428,
    title: 'If-Match required',
    meaning: 'Replacing a whole needs to say which state is replaced.',
    remedy: 'Send the ETag of your last read as If-Match.',
  },
  version_invalid: {
    status: 422,
    title: 'Version not accepted',
    meaning: 'The version is not semantic, or not higher than the latest.',
    remedy: 'Leave it out, or give a higher one such as 1.2.0.',
  },
  percentage_too_low: {
    status: 422,
    title: 'Percentage too low',
    meaning: 'A version is out for more installations than that, and that is only ever raised.',
    remedy: 'Give a higher percentage, or roll the version back.',
  },
  release_rolled_back: {
    status: 409,
    title: 'Version rolled back',
    meaning: 'The version was taken back, which is for good.',
    remedy: 'Publish a new version.',
  },
  nothing_to_roll_back_to: {
    status: 409,
    title: 'Nothing to go back to',
    meaning: 'No other version of the app is out for everybody.',
    remedy: 'Publish a new version that is right.',
  },
  idempotency_key_invalid: {
    status: 422,
    title: 'Idempotency key not accepted',
    meaning: 'The Idempotency-Key header is empty, too long or has odd characters.',
    remedy: 'Use a UUID or another random text of 1 to 200 visible ASCII characters.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency key reused',
    meaning: 'The same Idempotency-Key came with another request.',
    remedy: 'Use a new key for a new request; repeat a key only with the same body.',
  },
  unknown_scope: {
    status: 422,
    title: 'Unknown scope',
    meaning: 'No installed plugin declares this scope.',
    remedy: 'Pick one from GET /v1/scopes.',
  },
  scope_not_declared: {
    status: 422,
    title: 'Scope not declared',
    meaning: 'The app does not ask for this scope, so it cannot be granted.',
    remedy: 'Grant only scopes that the listing shows.',
  },
  required_scope_missing: {
    status: 422,
    title: 'Required scope missing',
    meaning: 'The app does not work without a scope that was left out.',
    remedy: 'Grant it, or do not install the app.',
  },
  auth_input_invalid: {
    status: 422,
    title: 'Auth input not accepted',
    meaning: 'A value that the app asks for is missing or has the wrong form.',
    remedy: 'Read errors: each entry names an input and says what would be right.',
  },
  already_installed: {
    status: 409,
    title: 'Already installed',
    meaning: 'The workspace has this app already.',
    remedy: 'Open the installation, or uninstall it first.',
  },
  consent_outdated: {
    status: 409,
    title: 'Consent outdated',
    meaning: 'The app has another version now than the one that was shown.',
    remedy: 'Read what has changed, and agree to what it says now: currentVersion names the version.',
  },
  update_not_offered: {
    status: 409,
    title: 'No such update',
    meaning: 'This version is not waiting for the consent of the installation.',
    remedy: 'Read the update of the installation: it says what is offered, if anything.',
  },
  wrong_state: {
    status: 409,
    title: 'Not possible now',
    meaning: 'The installation is in a state that does not allow this.',
    remedy: 'Read the installation: status says where it stands.',
  },
  invalid_manifest: {
    status: 422,
    title: 'Invalid manifest',
    meaning: 'A field of the manifest is missing or has the wrong form.',
    remedy: 'Read errors: each entry names a field and says what would be right.',
  },
  url_not_allowed: {
    status: 422,
    title: 'Address not allowed',
    meaning: 'A request of the app would go where deliveries must not: a private, local or otherwise reserved network.',
    remedy: 'Use a public https address. Operators may allow others with MINIMART_EGRESS_ALLOW.',
  },
  invalid_scope: {
    status: 422,
    title: 'Invalid scope',
    meaning: 'A scope is not written <resource>:<verb>.',
    remedy: 'Write it as in GET /v1/scopes.',
  },
  key_missing: {
    status: 401,
    title: 'Key missing',
    meaning: 'A platform call came without an API key.',
    remedy: 'Send the key of the Subscribe Request as Authorization: Bearer <key>.',
  },
  key_invalid: {
    status: 401,
    title: 'Key not accepted',
    meaning: 'The API key is mistyped, unknown, expired or revoked.',
    remedy: 'Use the key of the latest Subscribe Request; after an uninstall there is none.',
  },
  scope_missing: {
    status: 403,
    title: 'Scope missing',
    meaning: 'The key is good, but does not hold the scope that this call needs.',
    remedy: 'needed names it. Ask for it in the manifest; the owner must agree.',
  },
  invalid_input: {
    status: 400,
    title: 'Invalid input',
    meaning: 'A field of the platform call is missing or has the wrong form.',
    remedy: 'Read errors: each entry names a field and says what would be right.',
  },
  conflict: {
    status: 400,
    title: 'Conflict',
    meaning: 'The change collides with something that exists.',
    remedy: 'Read detail: it names what is in the way.',
  },
  svg_not_taken: {
    status: 415,
    title: 'SVG not taken',
    meaning: 'An SVG file was uploaded. SVG can hold scripts and load other things, so it is not taken from outside.',
    remedy: 'Export the picture as PNG, twice as large as it is shown, and upload that.',
  },
  file_type_not_taken: {
    status: 415,
    title: 'Kind of file not taken',
    meaning: 'What was uploaded is, by its bytes, of a kind that does not belong here. Its name does not count.',
    remedy: 'Pictures: PNG, JPEG, WebP, AVIF or GIF. Videos: MP4 or WebM.',
  },
  file_unreadable: {
    status: 422,
    title: 'File not readable',
    meaning: 'What was uploaded is damaged or cut off, so that it cannot be read to its end.',
    remedy: 'Export it again and upload that.',
  },
  picture_too_many_pixels: {
    status: 422,
    title: 'Too many pixels',
    meaning: 'The picture is larger than any page could show; decoding it would fill the memory.',
    remedy: 'Make it smaller: 1,600 pixels wide is all that is shown.',
  },
  picture_dimensions: {
    status: 422,
    title: 'Width or height not fitting',
    meaning: 'The picture has too few pixels for its use, or is far longer on one side than on the other.',
    remedy: 'Read detail: it says how many pixels are needed.',
  },
  upload_too_slow: {
    status: 408,
    title: 'Upload too slow',
    meaning: 'Nothing came for 15 seconds, or the file was not there after four minutes.',
    remedy: 'Check your connection, or upload a smaller file.',
  },
  too_many_uploads: {
    status: 429,
    title: 'Too many uploads at once',
    meaning: 'You are uploading several files already.',
    remedy: 'Wait until one of them is done.',
  },
  upload_limit_reached: {
    status: 429,
    title: 'Enough for today',
    meaning: 'You have uploaded as many files, or as many bytes, as are taken from one person on a day.',
    remedy: 'Go on tomorrow, from midnight UTC. A file that is uploaded already need not be sent again.',
  },
  storage_full: {
    status: 409,
    title: 'Storage full',
    meaning: 'Your pictures and videos would take more room than each developer has.',
    remedy: 'Make videos shorter. What is uploaded and not used is deleted after 7 days.',
  },
  unknown_asset: {
    status: 422,
    title: 'Unknown picture or video',
    meaning: 'The manifest refers to a picture or a video that was never uploaded, or to one where the other belongs.',
    remedy: 'Upload it first, then use asset:<id>.',
  },
  unknown_variable: {
    status: 422,
    title: 'Unknown variable',
    meaning: 'A request uses a variable that has no value here.',
    remedy: 'Use a system field or a declared auth input.',
  },
  invalid_url: {
    status: 422,
    title: 'Invalid address',
    meaning: 'With the values filled in, the request has no valid address.',
    remedy: 'Check the value that stands in the path.',
  },
  invalid_path_value: {
    status: 422,
    title: 'Value not possible in a path',
    meaning: 'A value such as .. would change where the request goes.',
    remedy: 'Give another value.',
  },
  invalid_header_value: {
    status: 422,
    title: 'Value not possible in a header',
    meaning: 'A value has line breaks or characters that a header cannot carry.',
    remedy: 'Give it on one line, in Latin letters.',
  },
  endpoint_exists: {
    status: 409,
    title: 'Endpoint exists',
    meaning: 'The app has its endpoint already.',
    remedy: 'Nothing needs to be done.',
  },
  unknown_endpoint: {
    status: 404,
    title: 'Unknown endpoint',
    meaning: 'The app has no endpoint to deliver to.',
    remedy: 'Create the app again, or tell the operator.',
  },
  invalid_cursor: {
    status: 422,
    title: 'Invalid cursor',
    meaning: 'The cursor is not one of ours.',
    remedy: 'Send the nextCursor of the page before, or leave it out.',
  },
  delivery_not_replayable: {
    status: 409,
    title: 'Delivery not replayable',
    meaning:
      'The request cannot be sent again: its secrets are erased, it was cancelled, or a later one has taken its place.',
    remedy: 'Read detail. Where the owner of the workspace retries or reinstalls, a new request is made.',
  },
  invalid_limit: {
    status: 422,
    title: 'Invalid limit',
    meaning: 'What an endpoint may bear is out of range.',
    remedy: 'Read errors: each entry names a field and says what would be right.',
  },
  limit_reached: {
    status: 400,
    title: 'Limit reached',
    meaning: 'There may not be more of these.',
    remedy: 'Delete some that are not needed.',
  },
  invalid_network: {
    status: 422,
    title: 'Invalid network',
    meaning: 'What was given as a network that a key may be used from is none.',
    remedy: 'Write an address such as 203.0.113.7 or 2001:db8::7, or a network such as 203.0.113.0/24; 100 at most.',
  },
  invalid_overlap: {
    status: 422,
    title: 'Invalid overlap',
    meaning: 'The time for which a replaced key is to work on is not between 0 and 7 days.',
    remedy: 'Give 0 to end it at once, or up to 604800000 milliseconds.',
  },
  key_not_found: {
    status: 409,
    title: 'No key to replace',
    meaning: 'The installation has no key that still works.',
    remedy: 'Retry the installation: that makes a new key and hands it over.',
  },
  key_suspended: {
    status: 403,
    title: 'Key suspended',
    meaning: 'The app that the API key is for is suspended by those who run the store.',
    remedy:
      'Keep the key: it works again when the suspension is lifted. The developer of the app sees why in the console.',
  },
  key_leaked: {
    status: 400,
    title: 'Key in the wrong place',
    meaning:
      'An API key stood in the address or the body of a request. There it ends up in logs, so it must be taken for known to others.',
    remedy:
      'Send keys in the Authorization header alone, and have this one replaced: the owner of the workspace does that with one click.',
  },
  network_not_allowed: {
    status: 403,
    title: 'Network not allowed',
    meaning:
      'The owner of the workspace lets this key be used from certain networks only, and the call came from elsewhere.',
    remedy: 'Call from one of your registered addresses, or ask the owner to add this one.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many calls',
    meaning: 'The key made more calls than it may in a time.',
    remedy: 'Wait as long as Retry-After says. RateLimit tells on each answer how many calls are left.',
  },
  too_many_tests: {
    status: 429,
    title: 'Too many tests',
    meaning:
      'Tests of the requests of one app, or of all apps of one developer, were asked for faster than they are sent.',
    remedy: 'Wait as long as Retry-After says, then test again.',
  },
  too_many_checks: {
    status: 429,
    title: 'Too many checks',
    meaning:
      'A developer, or all who say that a domain is theirs, asked for its proof to be looked for faster than that is done.',
    remedy: 'Wait as long as Retry-After says, then check again. It is looked for by itself as well.',
  },
  proof_not_found: {
    status: 422,
    title: 'Proof not found',
    meaning: 'The text that proves a domain is not in its TXT record, or not in its file.',
    remedy: 'detail says what was found and what to do; reason is absent, other or unreachable.',
  },
  profile_changed: {
    status: 412,
    title: 'Profile changed',
    meaning: 'The developer profile was saved elsewhere after you read it.',
    remedy: 'Read it again, and send the new ETag as If-Match.',
  },
  domain_changed: {
    status: 412,
    title: 'Domain changed',
    meaning:
      'The domain, its method or its token was changed after you read it, or while a check ran. Nothing was written.',
    remedy: 'Read the profile again: domain says how it stands, and has the new etag.',
  },
  domain_not_set: {
    status: 409,
    title: 'No domain set',
    meaning: 'There is no domain to check or to make a token for.',
    remedy: 'Set one with PUT /v1/developer/profile/domain first.',
  },
  too_many_streams: {
    status: 429,
    title: 'Too many streams',
    meaning: 'You follow as many installations at once as one person may, in pages or programs that are open.',
    remedy: 'Close one, or ask without `Accept: text/event-stream` every few seconds instead.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    meaning:
      'Searches, suggestions, or attempts to sign in came from one address, or its network, faster than they are answered.',
    remedy: 'Wait as long as Retry-After says. RateLimit tells on each answer how many calls are left.',
  },
  too_many_bad_keys: {
    status: 429,
    title: 'Too many bad keys',
    meaning: 'Many keys that are not valid came from this address or its network.',
    remedy: 'Stop sending the key that was refused, wait as long as Retry-After says, and call with a valid one.',
  },
  key_check_unavailable: {
    status: 503,
    title: 'Key check unavailable',
    meaning: 'The key could not be looked up, so it is neither accepted nor refused.',
    remedy: 'Try again after a few seconds, as Retry-After says; nothing was done.',
  },
  app_not_allowed: {
    status: 403,
    title: 'App not allowed',
    meaning:
      'The policy of the workspace does not let this app in: it is blocked, or only listed apps may be installed.',
    remedy: 'Ask an owner to change the policy of the workspace. standing says whether the app is blocked or unlisted.',
  },
  already_asked: {
    status: 409,
    title: 'Already asked',
    meaning: 'You have asked for this app in this workspace, and nobody has answered yet.',
    remedy: 'Wait for the answer, or withdraw your ask; requestId names it.',
  },
  no_need_to_ask: {
    status: 409,
    title: 'No need to ask',
    meaning: 'You may install this app in this workspace yourself.',
    remedy: 'Install it.',
  },
  request_answered: {
    status: 409,
    title: 'Already answered',
    meaning: 'The ask was approved, declined, withdrawn or closed, so it cannot be answered any more.',
    remedy: 'Read the ask: status and answer say what became of it.',
  },
  app_unlisted: {
    status: 403,
    title: 'App not listed',
    meaning:
      'The developer has taken the app out of the store, so it is installed by a link of theirs alone. Installations that exist run on.',
    remedy: 'Ask the developer for a link.',
  },
  link_expired: {
    status: 410,
    title: 'Link expired',
    meaning: 'The time of the link is over.',
    remedy: 'Ask the developer for another.',
  },
  link_used_up: {
    status: 410,
    title: 'Link used up',
    meaning: 'As many installations were made by the link as it allows.',
    remedy: 'Ask the developer for another.',
  },
  link_revoked: {
    status: 410,
    title: 'Link revoked',
    meaning: 'The developer has taken the link back.',
    remedy: 'Ask the developer for another.',
  },
  too_many_links: {
    status: 409,
    title: 'Too many links',
    meaning: 'An app has at most 50 links that are open at a time.',
    remedy: 'Revoke one that is not needed any more.',
  },
  draft_only_in_sandbox: {
    status: 422,
    title: 'Drafts install in the sandbox alone',
    meaning:
      'A draft changes from one moment to the next, so it is installed into the sandbox workspace of its developer and nowhere else.',
    remedy:
      'Install it into your sandbox. For other workspaces publish it, and make a link where it is not to be in the store.',
  },
  test_key_outside_sandbox: {
    status: 403,
    title: 'Test key outside of its sandbox',
    meaning: 'A key that begins with mm_test_ works in the sandbox workspace of its developer alone.',
    remedy: 'Install the app into the other workspace, and use the key that this makes: it begins with mm_live_.',
  },
  policy_changed: {
    status: 412,
    title: 'Policy changed',
    meaning: 'Somebody changed the policy of the workspace after you read it.',
    remedy: 'Read it again, and send the new ETag as If-Match.',
  },
  review_not_earned: {
    status: 409,
    title: 'Not used enough to review',
    meaning:
      'Only workspaces that have really used an app review it, and this one has not, or it is the developer’s own.',
    remedy:
      'reason says why, and from when on it may where that is known: after seven days of work, or once the key was used.',
  },
  review_changed: {
    status: 412,
    title: 'Review changed',
    meaning: 'Somebody changed the review or its reply after you read it.',
    remedy: 'Read it again, and send the new ETag as If-Match.',
  },
  words_limit_reached: {
    status: 429,
    title: 'Enough for today',
    meaning: 'You have written as many reviews, replies or reports as are taken from one person or network on a day.',
    remedy: 'Go on tomorrow, from midnight UTC; Retry-After says in how many seconds that is.',
  },
  report_not_signed: {
    status: 401,
    title: 'Report not signed',
    meaning:
      'A report of leaked keys came without a signature, or with one that no known scanner made over this very body.',
    remedy:
      'Sign the bytes of the body with ECDSA P-256 over SHA-256, and name the key as GitHub does for partners of its secret scanning.',
  },
} as const satisfies Record<ErrorCode, ProblemKind>;
