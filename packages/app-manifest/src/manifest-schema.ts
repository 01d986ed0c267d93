import { z } from 'zod';
import { authInputsSchema } from './sections/auth-inputs.ts';
import { linksSchema } from './sections/links.ts';
import { listingShape } from './sections/listing.ts';
import { pricingShape } from './sections/pricing.ts';
import { requestsSchema } from './sections/requests.ts';
import { scopesSchema } from './sections/scopes.ts';

/**
 * The shape of a manifest, version 1. What holds between sections (a scope that exists, a variable that is declared) is
 * checked by `parseManifest`, which is the one to call.
 */
export const manifestSchema = z.strictObject({
  manifestVersion: z.literal(1, 'The manifestVersion must be 1, or be left out.').default(1),
  ...listingShape,
  ...pricingShape,
  links: linksSchema.default({}),
  scopes: scopesSchema.default([]),
  authInputs: authInputsSchema.default([]),
  requests: requestsSchema.default({}),
});

/** The whole definition of an app, with defaults filled in. */
export type Manifest = z.output<typeof manifestSchema>;

/** The same as a developer may write it, defaults left out. */
export type ManifestInput = z.input<typeof manifestSchema>;
