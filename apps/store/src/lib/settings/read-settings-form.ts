import type { SectionOf } from '../draft/draft-sections.ts';

type Settings = SectionOf<'settings'>;
type Screenshot = Settings['screenshots'][number];

/** The settings in the fields of their form; an empty field is left out, and so is a screenshot of which nothing was given. */
export function readSettingsForm(fields: Record<string, unknown>): Settings {
  const links = fieldsIn(fields['links']);
  const video = text(fields['videoFile']) || text(fields['video']);
  return {
    name: text(fields['name']),
    slug: text(fields['slug']),
    summary: text(fields['summary']),
    description: typeof fields['description'] === 'string' ? fields['description'] : '',
    category: text(fields['category']) as Settings['category'],
    ...filled({ language: text(fields['language']), logo: text(fields['logo']), cover: text(fields['cover']), video }),
    screenshots: screenshotsIn(fields['screenshots']),
    ...(filled({ pricing: text(fields['pricing']) }) as Pick<Settings, 'pricing'>),
    ...filled({ pricingUrl: text(fields['pricingUrl']) }),
    links: filled({
      documentation: text(links['documentation']),
      support: text(links['support']),
      privacy: text(links['privacy']),
    }),
  };
}

function screenshotsIn(value: unknown): Screenshot[] {
  const rows = Array.isArray(value) ? value : Object.values(fieldsIn(value));
  return rows
    .map(fieldsIn)
    .map(({ image, alt }) => ({ image: text(image), alt: text(alt) }))
    .filter(({ image, alt }) => image !== '' || alt !== '');
}

function fieldsIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function filled<Name extends string>(values: Record<Name, string>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<
    Record<Name, string>
  >;
}
