import { locateMistakes, parseManifest, parseManifestText, type Manifest } from '@minimart/app-manifest';
import { Refusal, type FieldError } from '@minimart/problem';
import type { Services } from '../../compose.ts';

/** A manifest as it was written, YAML or JSON, checked like `parseDraft`; refuses with every mistake at its field and its line. */
export function parseDraftText(
  { registry, guard }: Pick<Services, 'registry' | 'guard'>,
  text: string,
): { manifest: Manifest; warnings: FieldError[] } {
  const read = parseManifestText(text);
  if (!read.ok) throw refuse('invalid_manifest', read.errors);
  const result = parseManifest(read.value, { registry, checkUrl: guard.checkUrl });
  if (!result.ok) throw refuse(result.code, locateMistakes(text, result.errors));
  return { manifest: result.manifest, warnings: result.warnings };
}

function refuse(code: string, errors: FieldError[]): Refusal {
  const more = errors.length - 1;
  return new Refusal({ code, detail: `${errors[0]?.message}${more > 0 ? ` (and ${more} more)` : ''}`, errors });
}
