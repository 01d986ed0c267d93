import { z } from 'zod';
import { draftSchema } from './draft-schema.ts';
import { versionChangesSchema } from './next-version-schemas.ts';

const { manifest } = draftSchema.shape;
const warnings = z
  .array(z.object({ path: z.string().describe('In the manifest.'), message: z.string() }))
  .describe('What is allowed and worth a look.');

/** A manifest file that may become a draft. */
export const checkedDraftSchema = z.object({
  manifest: manifest.describe('With defaults filled in.'),
  warnings,
});

/** The same, beside a draft that it may replace. */
export const comparedDraftSchema = checkedDraftSchema.extend({
  etag: z.string().describe('Of the draft that was compared with. Send it as If-Match to replace no other.'),
  changes: versionChangesSchema.describe('From the draft to the file.'),
});

/** A manifest to begin with. */
export const templateSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    manifest: z.record(z.string(), z.unknown()).describe('All but name, slug and summary.'),
  })
  .meta({ id: 'AppTemplate' });
