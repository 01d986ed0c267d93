import type { Manifest } from '#lib/server/api.ts';
import { categoryLabel } from '../listing/category-label.ts';
import { fieldId } from '../draft/field-id.ts';

/** Something a step lacks, with the field that it is about. */
export interface Hint {
  message: string;
  href: string;
}

/** One step on the way to a published app. */
export interface Step {
  id: 'settings' | 'auth' | 'scopes' | 'requests' | 'preview' | 'versions';
  label: string;
  /**
   * `open` while something keeps the draft from being published, `hints` while something is worth doing, `unused` where nothing was put in and
   * nothing has to be, `ready` when it can be published.
   */
  state: 'done' | 'hints' | 'open' | 'unused' | 'ready';
  /** How it stands, in words. */
  says: string;
  hints: Hint[];
  /** What the step comes to, as a button. */
  action?: Hint;
}

/** What is known of an app's draft. */
export interface DraftState {
  appId: string;
  manifest: Manifest;
  latest: string | null;
  /** The version that would be published now; null when nothing differs from the latest. */
  proposed: { version: string } | null;
  mistakes: { path: string; message: string }[];
  warnings: { path: string; message: string }[];
}

/** The steps from a draft to a published app, in the order in which one takes them. */
export function stepsOf(draft: DraftState): Step[] {
  const { manifest } = draft;
  const scopes = manifest.scopes.length;
  const inputs = manifest.authInputs.length;
  return [
    step(draft, 'settings', { label: 'Settings', says: saysOfSettings(manifest), worth: worthInSettings(manifest) }),
    step(draft, 'auth', {
      label: 'Auth',
      says: inputs === 0 ? 'Owners are asked for nothing.' : `Owners are asked for ${count(inputs, 'value')}.`,
      worth: [],
      isUnused: inputs === 0,
    }),
    step(draft, 'scopes', {
      label: 'Scopes',
      says:
        scopes === 0 ? 'It asks for no permission, so it gets no key.' : `It asks for ${count(scopes, 'permission')}.`,
      worth: [],
      isUnused: scopes === 0,
    }),
    step(draft, 'requests', {
      label: 'Requests',
      says: saysOfRequests(manifest),
      worth: worthInRequests(manifest),
      isUnused: Object.keys(manifest.requests).length === 0,
    }),
    {
      id: 'preview',
      label: 'Preview',
      state: 'done',
      says: 'See the listing and the consent page as visitors will.',
      hints: [],
    },
    publishStep(draft),
  ];
}

type Worth = [path: string, message: string];

function step(
  { appId, mistakes, warnings }: DraftState,
  id: 'settings' | 'auth' | 'scopes' | 'requests',
  { label, says, worth, isUnused = false }: { label: string; says: string; worth: Worth[]; isUnused?: boolean },
): Step {
  const toHint = (path: string, message: string) => ({
    message,
    href: `/developer/apps/${appId}/${id}#${fieldId(path)}`,
  });
  const here = (list: DraftState['mistakes']) =>
    list
      .map(({ path, message }) => ({ path: path.replace(/^manifest\.?/, ''), message }))
      .filter(({ path }) => pageOf(path) === id)
      .map(({ path, message }) => toHint(path, message));
  const wrong = here(mistakes);
  const hints = [...wrong, ...here(warnings), ...worth.map(([path, message]) => toHint(path, message))];
  const quiet = isUnused ? 'unused' : 'done';
  return { id, label, state: wrong.length > 0 ? 'open' : hints.length > 0 ? 'hints' : quiet, says, hints };
}

const pages = { authInputs: 'auth', scopes: 'scopes', requests: 'requests' } as const;

function pageOf(path: string): Step['id'] {
  const [field = ''] = path.split(/[.[]/);
  return pages[field as keyof typeof pages] ?? 'settings';
}

function saysOfSettings({ slug, category }: Manifest): string {
  return `At /apps/${slug}, under ${categoryLabel(category)}.`;
}

function worthInSettings(manifest: Manifest): Worth[] {
  const { description, category, logo, cover, screenshots, links } = manifest;
  const all: [boolean, ...Worth][] = [
    [description.trim() === '', 'description', 'Describe what it does: most people install nothing without reading.'],
    [category === 'other', 'category', 'Choose a category, so that people find it.'],
    [logo === undefined, 'logo', 'Give it a logo.'],
    [cover === undefined, 'cover', 'Give it a cover picture.'],
    [screenshots.length === 0, 'screenshots', 'Show it in a screenshot.'],
    [links.support === undefined, 'links.support', 'Say where owners get help.'],
    [links.privacy === undefined, 'links.privacy', 'Link to your privacy policy.'],
  ];
  return all.filter(([isMissing]) => isMissing).map(([, ...worth]) => worth);
}

function saysOfRequests({ requests, scopes }: Manifest): string {
  if (requests.subscribe) return 'Your server is told of each install.';
  return scopes.length > 0
    ? 'No server is told of an install: each owner is shown the key once and pastes it where it is needed.'
    : 'No server is told of an install.';
}

function worthInRequests({ requests, authInputs }: Manifest): Worth[] {
  const { subscribe, unsubscribe, dataErasure } = requests;
  if (!subscribe) {
    return authInputs.length > 0
      ? [['requests.subscribe', 'Owners fill in values that no request carries to your server.']]
      : [];
  }
  return [
    ...(unsubscribe ? [] : [['requests.unsubscribe', 'Your server is not told when somebody leaves.'] satisfies Worth]),
    ...(dataErasure
      ? []
      : [['requests.dataErasure', 'Your server is not asked to erase what it holds of who has left.'] satisfies Worth]),
  ];
}

function publishStep({ appId, latest, proposed, mistakes }: DraftState): Step {
  const base = { id: 'versions', label: 'Publish' } as const;
  if (mistakes.length > 0) {
    const says = `${count(mistakes.length, 'mistake')} above ${mistakes.length === 1 ? 'keeps' : 'keep'} the draft from being published.`;
    return { ...base, state: 'open', says, hints: [] };
  }
  if (proposed === null)
    return { ...base, state: 'done', says: `Version ${latest} is what the draft says.`, hints: [] };
  const href = `/developer/apps/${appId}/versions/publish`;
  const says = latest === null ? 'Not published yet.' : `The draft differs from version ${latest}.`;
  return { ...base, state: 'ready', says, hints: [], action: { message: `Publish version ${proposed.version}`, href } };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
