/** What a version asks for beyond the one permission that each requires. */
export interface Flags {
  /** A further required permission. */
  manage: boolean;
  /** An optional permission. */
  greet: boolean;
  /** A required auth input. */
  region: boolean;
}

/** A published version; the first is the lowest. */
export interface ModelVersion extends Flags {
  version: string;
  isRolledBack: boolean;
}

/** Everything that is expected of one app in one workspace. */
export interface Model {
  versions: ModelVersion[];
  status: 'none' | 'pending' | 'active' | 'failed';
  /** Whether there has been an installation that one could still name. */
  wasInstalled: boolean;
  version: string;
  scopes: string[];
  hasRegion: boolean;
  declined: string | null;
  /** A further key is on its way; whether a former one could go on. */
  isRotating: boolean;
  hasFormerKey: boolean;
  /** How many subscribe requests were made. */
  subscribes: number;
}

/** One thing that somebody does, with what they saw when they began. */
export type Action =
  | { kind: 'install'; seen: ModelVersion; greet: boolean }
  | { kind: 'retry' | 'cancel' | 'uninstall' | 'endKey' }
  | { kind: 'rotate'; overlapHours: 0 | 24 }
  | { kind: 'switch'; scopes: string[] }
  | { kind: 'accept'; seen: ModelVersion }
  | { kind: 'decline'; seen: ModelVersion }
  | { kind: 'publish'; flags: Flags }
  | { kind: 'rollBack'; version: string }
  | { kind: 'settle'; outcome: 'delivered' | 'refused' | 'gave_up' | 'pending' };

/** `ok`, or the code of the refusal. */
export type Outcome = string;

export const [view, greet, manage] = ['flow-tags:view', 'sub-flows:send', 'flow-tags:manage'] as const;

/** An app with its first version, installed nowhere. */
export const freshModel = (): Model => ({
  versions: [{ version: '1.0.0', manage: false, greet: true, region: false, isRolledBack: false }],
  status: 'none',
  wasInstalled: false,
  version: '',
  scopes: [],
  hasRegion: false,
  declined: null,
  isRotating: false,
  hasFormerKey: false,
  subscribes: 0,
});

export const declaredBy = (flags: Flags): string[] => [
  view,
  ...(flags.greet ? [greet] : []),
  ...(flags.manage ? [manage] : []),
];
const requiredBy = (flags: Flags): string[] => declaredBy(flags).filter((scope) => scope !== greet);
export const inStore = ({ versions }: Model): ModelVersion => versions.findLast(({ isRolledBack }) => !isRolledBack)!;
const versionOf = ({ versions }: Model, wanted: string) => versions.find(({ version }) => version === wanted)!;

/** What may be taken over and what is offered, by the rule of the releases. */
export function planOf(model: Model): { take: ModelVersion | undefined; offer: ModelVersion | undefined } {
  const place = model.versions.findIndex(({ version }) => version === model.version);
  const out = model.versions.filter(({ isRolledBack }) => !isRolledBack).toReversed();
  const above = out.filter((each) => model.versions.indexOf(each) > place);
  const candidates = above.length > 0 ? above : model.versions[place]?.isRolledBack ? out.slice(0, 1) : [];
  const take = candidates.find((each) => needsNobody(model, each));
  return { take, offer: candidates[0] === take ? undefined : candidates[0] };
}

function needsNobody(model: Model, flags: Flags): boolean {
  return requiredBy(flags).every((scope) => model.scopes.includes(scope)) && (!flags.region || model.hasRegion);
}

/** What the job that follows releases does; it leaves everything but active and failed installations alone. */
export function followReleases(model: Model): Model {
  if (model.status !== 'active' && model.status !== 'failed') return model;
  const { take, offer } = planOf(model);
  const taken = take === undefined ? model : run(model, take, model.scopes);
  return { ...taken, declined: model.declined === offer?.version ? model.declined : null };
}

function run(model: Model, flags: ModelVersion, scopes: readonly string[]): Model {
  return {
    ...model,
    version: flags.version,
    scopes: declaredBy(flags).filter((scope) => scopes.includes(scope)),
    hasRegion: flags.region,
  };
}

const live = ['pending', 'active', 'failed'];

/** What an action leads to, and how it is answered. */
export function apply(model: Model, action: Action): [Model, Outcome] {
  const unless = (statuses: readonly string[], next: () => [Model, Outcome]): [Model, Outcome] =>
    statuses.includes(model.status) ? next() : [model, model.wasInstalled ? 'wrong_state' : 'not_found'];
  const ended = { ...model, status: 'none', declined: null, isRotating: false } as const;
  switch (action.kind) {
    case 'install':
      return install(model, action);
    case 'retry':
      return unless(['pending', 'failed'], () => [
        { ...model, status: 'pending', isRotating: false, subscribes: model.subscribes + 1 },
        'ok',
      ]);
    case 'cancel':
      return unless(['pending', 'failed'], () => [ended, 'ok']);
    case 'uninstall':
      return unless(live, () => [ended, 'ok']);
    case 'endKey':
      return unless(['active'], () => [{ ...model, status: 'failed', isRotating: false }, 'ok']);
    case 'rotate':
      return unless(['active'], () => [rotate(model, action.overlapHours > 0), 'ok']);
    case 'switch':
      return unless(live, () => switchTo(model, action.scopes));
    case 'accept':
      return unless(['active', 'failed'], () => accept(model, action.seen));
    case 'decline':
      return unless(['active', 'failed'], () => {
        const refused = offerRefused(model, action.seen);
        return refused === undefined ? [{ ...model, declined: action.seen.version }, 'ok'] : [model, refused];
      });
    case 'publish':
      return publish(model, action.flags);
    case 'rollBack':
      return rollBack(model, action.version);
    case 'settle':
      return [settle(model, action.outcome), 'ok'];
  }
}

function install(model: Model, { seen, greet: wantsGreet }: Extract<Action, { kind: 'install' }>): [Model, Outcome] {
  if (inStore(model).version !== seen.version) return [model, 'consent_outdated'];
  if (model.status !== 'none') return [model, 'already_installed'];
  const scopes = declaredBy(seen).filter((scope) => scope !== greet || wantsGreet);
  const installed = run({ ...model, wasInstalled: true, declined: null, isRotating: false }, seen, scopes);
  return [{ ...installed, status: 'pending', subscribes: model.subscribes + 1 }, 'ok'];
}

function rotate(model: Model, hasOverlap: boolean): Model {
  const hasFormerKey = hasOverlap && (!model.isRotating || model.hasFormerKey);
  return { ...model, isRotating: true, hasFormerKey, subscribes: model.subscribes + 1 };
}

function switchTo(model: Model, scopes: string[]): [Model, Outcome] {
  const flags = versionOf(model, model.version);
  if (scopes.some((scope) => !declaredBy(flags).includes(scope))) return [model, 'scope_not_declared'];
  if (requiredBy(flags).some((scope) => !scopes.includes(scope))) return [model, 'required_scope_missing'];
  return [{ ...model, scopes: declaredBy(flags).filter((scope) => scopes.includes(scope)) }, 'ok'];
}

function offerRefused(model: Model, seen: ModelVersion): Outcome | undefined {
  const { take, offer } = planOf(model);
  if (offer?.version === seen.version) return undefined;
  return offer === undefined && take === undefined ? 'update_not_offered' : 'consent_outdated';
}

function accept(model: Model, seen: ModelVersion): [Model, Outcome] {
  const refused = offerRefused(model, seen);
  if (refused !== undefined) return [model, refused];
  const accepted = { ...run(model, seen, [...model.scopes, ...requiredBy(seen)]), declined: null };
  // The value that was entered goes to the app's server with a further key.
  return [seen.region && model.status === 'active' ? rotate(accepted, true) : accepted, 'ok'];
}

function publish(model: Model, flags: Flags): [Model, Outcome] {
  const version = `1.${model.versions.length}.0`;
  return [{ ...model, versions: [...model.versions, { ...flags, version, isRolledBack: false }] }, 'ok'];
}

function rollBack(model: Model, wanted: string): [Model, Outcome] {
  const { isRolledBack } = versionOf(model, wanted);
  if (isRolledBack) return [model, 'release_rolled_back'];
  if (model.versions.filter((each) => !each.isRolledBack).length === 1) return [model, 'nothing_to_roll_back_to'];
  const versions = model.versions.map((each) => (each.version === wanted ? { ...each, isRolledBack: true } : each));
  return [{ ...model, versions }, 'ok'];
}

/** The end of the request that is on its way, if there is one. */
export function settle(model: Model, outcome: Extract<Action, { kind: 'settle' }>['outcome']): Model {
  if (outcome === 'pending') return model;
  if (model.status === 'pending') return { ...model, status: outcome === 'delivered' ? 'active' : 'failed' };
  if (model.status !== 'active' || !model.isRotating) return model;
  if (outcome === 'delivered' || model.hasFormerKey) return { ...model, isRotating: false };
  return { ...model, status: 'failed', isRotating: false };
}
