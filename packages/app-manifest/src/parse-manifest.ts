import type { FieldError } from '@minimart/problem';
import { checkAuthInputSection } from './checks/check-auth-input-section.ts';
import { checkRequests, type CheckUrl } from './checks/check-requests.ts';
import { checkScopes, type KnownScopes } from './checks/check-scopes.ts';
import { findWarnings } from './checks/find-warnings.ts';
import { checkPlainData } from './check-plain-data.ts';
import { commonCode, worthTelling, type ManifestErrorCode, type ManifestMistake } from './manifest-error.ts';
import { detailOf } from './parse-lifecycle-request.ts';
import { manifestSchema, type Manifest } from './manifest-schema.ts';
import { plainWords, schemaMistakes } from './schema-mistakes.ts';

export type { KnownScopes } from './checks/check-scopes.ts';

/** What a manifest is checked against: the installed scopes, and the egress guard's word on each request's address. */
export interface ManifestChecks {
  registry: KnownScopes;
  checkUrl?: CheckUrl;
}

/** A sound manifest with defaults filled in, or every mistake; `detail` is one sentence for a person. */
export type ManifestResult =
  | { ok: true; manifest: Manifest; warnings: FieldError[] }
  | { ok: false; code: ManifestErrorCode; detail: string; errors: FieldError[] };

/** Turns unknown data into a manifest. Paths start with `manifest`; checks between sections run once the shape is right. */
export function parseManifest(input: unknown, { registry, checkUrl }: ManifestChecks): ManifestResult {
  const unfit = checkPlainData(input, 'manifest');
  if (unfit.length > 0) return refused(unfit);
  const parsed = manifestSchema.safeParse(input, { error: plainWords });
  if (!parsed.success) return refused(schemaMistakes(parsed.error, manifestSchema, 'manifest'));
  const manifest = parsed.data;
  const mistakes = [
    ...checkScopes(manifest, registry),
    ...checkAuthInputSection(manifest),
    ...checkRequests(manifest, checkUrl),
  ];
  return mistakes.length > 0 ? refused(mistakes) : { ok: true, manifest, warnings: findWarnings(manifest) };
}

function refused(mistakes: readonly ManifestMistake[]): ManifestResult {
  return {
    ok: false,
    code: commonCode(mistakes),
    detail: detailOf(mistakes),
    errors: worthTelling(mistakes).map(({ path, message }) => ({ path, message })),
  };
}
