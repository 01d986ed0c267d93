import type { Manifest } from '#lib/server/api.ts';

/** The pages on which a draft is edited, each with the fields of the manifest that it has. */
export const draftSections = {
  settings: [
    'name',
    'slug',
    'summary',
    'description',
    'category',
    'language',
    'logo',
    'cover',
    'screenshots',
    'video',
    'pricing',
    'pricingUrl',
    'links',
  ],
  auth: ['authInputs'],
  scopes: ['scopes'],
  requests: ['requests'],
} as const satisfies Record<string, readonly (keyof Manifest)[]>;

/** One of the pages on which a draft is edited. */
export type DraftSection = keyof typeof draftSections;

/** What a section holds of a draft. */
export type SectionOf<Section extends DraftSection> = Pick<Manifest, (typeof draftSections)[Section][number]>;

/** The part of a draft that a section is about. */
export function sectionOf<Section extends DraftSection>(draft: Manifest, section: Section): SectionOf<Section> {
  const names: readonly string[] = draftSections[section];
  return Object.fromEntries(Object.entries(draft).filter(([name]) => names.includes(name))) as SectionOf<Section>;
}

/** The page that has the field at a path of the manifest (`scopes[0].reason`). */
export function pageOfField(path: string): DraftSection | undefined {
  const [field = ''] = path.split(/[.[]/);
  const pages = Object.keys(draftSections) as DraftSection[];
  return pages.find((page) => (draftSections[page] as readonly string[]).includes(field));
}
