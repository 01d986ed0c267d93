import { approvalErrorCodes } from '@minimart/approvals';
import { auditErrorCodes } from '@minimart/audit';
import { catalogErrorCodes } from '@minimart/catalog';
import { idempotencyErrorCodes } from '@minimart/idempotency';
import { installErrorCodes } from '@minimart/installs';
import { keyErrorCodes } from '@minimart/keys';
import { mediaErrorCodes } from '@minimart/media';
import { manifestErrorCodes } from '@minimart/app-manifest';
import { reviewErrorCodes } from '@minimart/reviews';
import { operationErrorCodes } from '@minimart/scope-kit';
import { externalRequestErrorCodes } from '@minimart/external-request';
import { accountErrorCodes } from '@minimart/accounts';
import { webhookErrorCodes } from '@minimart/webhooks';

/** The codes that the HTTP layer itself refuses with. */
export const httpErrorCodes = [
  'invalid_request',
  'invalid_json',
  'unsupported_media_type',
  'body_too_large',
  'signed_out',
  'token_invalid',
  'token_scope_missing',
  'session_required',
  'role_required',
  'operator_required',
  'cross_site_request',
  'not_found',
  'method_not_allowed',
  'internal_error',
  'busy',
  'overloaded',
  'unavailable',
  'disk_full',
  'if_match_required',
  'report_not_signed',
  'delivery_not_replayable',
  'no_need_to_ask',
  'draft_only_in_sandbox',
  'test_key_outside_sandbox',
  'too_many_uploads',
  'upload_too_slow',
  'too_many_tests',
  'too_many_streams',
  'too_many_checks',
  'proof_not_found',
  'too_many_requests',
] as const;

export const errorCodes = [
  ...httpErrorCodes,
  ...accountErrorCodes,
  ...approvalErrorCodes,
  ...auditErrorCodes,
  ...catalogErrorCodes,
  ...idempotencyErrorCodes,
  ...installErrorCodes,
  ...keyErrorCodes,
  ...manifestErrorCodes,
  ...mediaErrorCodes,
  ...operationErrorCodes,
  ...reviewErrorCodes,
  ...externalRequestErrorCodes,
  ...webhookErrorCodes,
] as const;

export type ErrorCode = (typeof errorCodes)[number];
