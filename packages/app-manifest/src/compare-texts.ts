import type { ExternalRequest } from '@minimart/external-request';
import type { Manifest } from './manifest-schema.ts';
import { lifecycleTopics } from './lifecycle-topics.ts';

/** A part of a manifest that nobody agrees to and that reads otherwise; null where there is none. */
export interface TextChange {
  /** Its path in the manifest: `summary`, `links.support`, `requests.subscribe.url`. */
  path: string;
  from: string | null;
  to: string | null;
}

/**
 * The difference between two manifests in all that an owner does not agree to: names, texts, pictures, links, and how the lifecycle requests are
 * made. Each part as text, in the order of the manifest.
 */
export function compareTexts(from: Manifest, to: Manifest): TextChange[] {
  const [before, after] = [new Map(textsOf(from)), new Map(textsOf(to))];
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths
    .map((path) => ({ path, from: before.get(path) ?? null, to: after.get(path) ?? null }))
    .filter((change) => change.from !== change.to);
}

type Text = [path: string, text: string];

function textsOf(manifest: Manifest): Text[] {
  const { name, slug, summary, description, category, language, logo, cover, screenshots, video } = manifest;
  const { pricing, pricingUrl, links, requests } = manifest;
  const shots = screenshots.map(({ image, alt }, place): Text => [`screenshots[${place}]`, `${alt} (${image})`]);
  const listing = { name, slug, summary, description, category, language, logo, cover };
  return [
    ...filled('', listing),
    ...shots,
    ...filled('', { video, pricing, pricingUrl }),
    ...filled('links.', links),
    ...lifecycleTopics.flatMap((topic) => partsOf(topic, requests[topic])),
  ];
}

function partsOf(topic: string, request: Partial<ExternalRequest> | undefined): Text[] {
  if (request === undefined) return [];
  return Object.entries(request).flatMap(([part, value]): Text[] =>
    value === undefined ? [] : [[`requests.${topic}.${part}`, asText(value)]],
  );
}

function filled(prefix: string, values: Record<string, string | undefined>): Text[] {
  return Object.entries(values).flatMap(([name, value]): Text[] => (value ? [[`${prefix}${name}`, value]] : []));
}

/** Text as it is; anything else as JSON, whose fields have no order and are told in that of their names. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, inOrder, 2);
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
