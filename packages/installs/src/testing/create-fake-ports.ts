import { randomBytes } from 'node:crypto';
import { manifestSchema, type Manifest, type ManifestInput } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import { createSealer } from '@minimart/sealing';
import { createId } from '@minimart/tokens';
import type { DeliveryStatus } from '../installation.ts';
import type { InstallPorts, LifecycleRequest, ReleasedVersion } from '../ports.ts';
import { createMemoryFarewellStore } from './create-memory-farewell-store.ts';
import { createMemoryInstallationStore } from './create-memory-installation-store.ts';

/** A key that the fake minted; `endedBecause` is null while it lives. */
export interface FakeKey {
  id: string;
  plain: string;
  subject: string;
  tenant: string;
  scopes: string[];
  environment: 'live' | 'test';
  endedBecause: string | null;
  /** The key that took its place, while this one lives on. */
  replacedBy: string | null;
  isOnItsWay: boolean;
}

/** A delivery in the fake outbox. */
export interface FakeDelivery extends LifecycleRequest {
  id: string;
  status: DeliveryStatus;
}

/** Ports in memory, with what passed through them laid open. `publish` adds a version that `versions` then answers. */
export interface FakePorts extends InstallPorts {
  minted: FakeKey[];
  enqueued: FakeDelivery[];
  /** The installations whose planned work was cancelled. */
  idled: string[];
  publish(appId: string, version: string, manifest: ManifestInput): { id: string; version: string; manifest: Manifest };
  /** The versions of an app, the highest first; change them as a developer would. */
  released(appId: string): ReleasedVersion[];
}

const texts = new Map([
  ['flow-tags:view', { label: 'View flow tags', description: 'Read the names of tags.' }],
  ['sub-flows:send', { label: 'Send sub flows', description: 'Start a sub flow for a person.' }],
  ['flow-tags:manage', { label: 'Manage flow tags', description: 'Add and delete tags.' }],
]);

/** Ports for tests; give a store or a clock of your own to replace the one in memory or the system's. */
export function createFakePorts(given: Partial<Pick<InstallPorts, 'store' | 'clock'>> = {}): FakePorts {
  const minted: FakeKey[] = [];
  const enqueued: FakeDelivery[] = [];
  const idled: string[] = [];
  const manifests = new Map<string, Manifest>();
  const releases = new Map<string, ReleasedVersion[]>();
  const released = (appId: string) => {
    const known = releases.get(appId) ?? [];
    releases.set(appId, known);
    return known;
  };
  return {
    store: given.store ?? createMemoryInstallationStore(),
    farewells: createMemoryFarewellStore(given.clock),
    dataErasureDelayMs: 30 * 24 * 3_600_000,
    clock: given.clock ?? { now: () => new Date() },
    sealer: createSealer({ keys: [{ id: 'test', key: randomBytes(32) }] }),
    minted,
    enqueued,
    idled,
    plannedWork: { cancel: async (installationId) => idled.push(installationId) },
    keys: {
      async mint({ subject, tenant, scopes, environment, isOnItsWay }) {
        const [id, plain] = [createId('key'), createId(`mm_${environment}`)];
        const ends = { endedBecause: null, replacedBy: null, isOnItsWay };
        minted.push({ id, plain, subject, tenant, scopes, environment, ...ends });
        return shownOf(minted.at(-1)!);
      },
      async revoke({ id }, reason) {
        const key = minted.find((each) => each.id === id && each.endedBecause === null);
        if (key) key.endedBecause = reason;
        return key !== undefined;
      },
      async revokeBySubject(subject, reason) {
        for (const key of minted) if (key.subject === subject) key.endedBecause ??= reason;
      },
      async narrow(subject, keep) {
        for (const key of minted)
          if (key.subject === subject && key.endedBecause === null)
            key.scopes = key.scopes.filter((scope) => keep.includes(scope));
      },
      async widen(subject, scopes) {
        for (const key of minted)
          if (key.subject === subject && key.endedBecause === null)
            key.scopes = [...new Set([...key.scopes, ...scopes])];
      },
      async rotate({ subject, overlapMs, isOnItsWay }) {
        const live = minted.filter((key) => key.subject === subject && key.endedBecause === null);
        const present = live.findLast(({ replacedBy }) => replacedBy === null);
        if (present === undefined) throw new Refusal({ code: 'key_not_found', detail: 'There is no live key.' });
        const next = await this.mint({ ...present, isOnItsWay });
        if (overlapMs === 0) for (const key of live) key.endedBecause = 'rotated';
        else present.replacedBy = next.key.id;
        return next;
      },
      async undoRotation({ id: newKey, subject }, reason) {
        const isCandidate = (key: FakeKey) =>
          key.subject === subject && key.endedBecause === null && key.id !== newKey && !key.isOnItsWay;
        const candidates = minted.filter(isCandidate);
        const former = candidates.find(({ replacedBy }) => replacedBy === newKey) ?? candidates.at(-1);
        if (former === undefined) return undefined;
        former.replacedBy = null;
        minted.find(({ id }) => id === newKey)!.endedBecause ??= reason;
        return shownOf(former).key;
      },
      isOnItsWay: async ({ id }) => minted.some((key) => key.id === id && key.endedBecause === null && key.isOnItsWay),
      async confirmArrival({ id }) {
        for (const key of minted) if (key.id === id) key.isOnItsWay = false;
      },
    },
    outbox: {
      async enqueue(wanted) {
        const id = createId('msg');
        enqueued.push({ ...wanted, id, status: 'pending' });
        return { id };
      },
      async cancel({ subject, topic }) {
        const isMeant = (each: FakeDelivery) => each.subject === subject && each.topic === topic;
        const found = enqueued.filter((each) => isMeant(each) && each.status === 'pending');
        for (const each of found) each.status = 'cancelled';
        return found.length;
      },
    },
    scopes: {
      scope: (id) => texts.get(id),
      cannotOf: (asked) => [...texts].filter(([id]) => !asked.includes(id)).map(([, { label }]) => `Not: ${label}`),
      closest: (id) => [...texts.keys()].find((known) => known.slice(0, 4) === id.slice(0, 4)),
    },
    versions: {
      async manifestOf(appId, version) {
        const manifest = manifests.get(`${appId}@${version}`);
        if (manifest === undefined) throw new Error(`${appId} has no version ${version}.`);
        return manifest;
      },
      releasesOf: async (appId) => [...released(appId)],
    },
    released,
    publish(id, version, input) {
      const manifest = manifestSchema.parse(input);
      manifests.set(`${id}@${version}`, manifest);
      released(id).unshift({ version, percentage: 100, isRolledBack: false });
      return { id, version, manifest };
    },
  };
}

const shownOf = ({ id, plain }: FakeKey) => {
  return { key: { id, start: plain.slice(0, 12), lastFour: plain.slice(-4) }, plain };
};
