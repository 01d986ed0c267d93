import { randomBytes } from 'node:crypto';
import { manifestSchema } from '@minimart/app-manifest';
import { createSealer } from '@minimart/sealing';
import { expect, test } from 'vitest';
import { foreseeRelease } from './foresee-release.ts';
import type { InstallationRecord } from './installation.ts';
import type { InstallationStore } from './installation-store.ts';

const manifest = manifestSchema.parse({
  name: 'Tag Sync',
  slug: 'tag-sync',
  summary: 'Keeps tags the same.',
  scopes: [{ id: 'flow-tags:view', reason: 'To read them.' }],
});
const withScopes = (scopes: string[]) =>
  ({
    id: 'ins_1',
    appId: 'app_1',
    workspaceId: 'ws_1',
    version: '1.0.0',
    scopes,
    authInputs: [],
  }) as unknown as InstallationRecord;

function foresee(total: number, seen: InstallationRecord[]) {
  const store = {
    countLive: async () => new Map(total === 0 ? [] : [['app_1', total]]),
    listSome: async (_appId: string, limit: number) => seen.slice(0, limit),
  } as unknown as InstallationStore;
  const sealer = createSealer({ keys: [{ id: 'test', key: randomBytes(32) }] });
  return foreseeRelease({ store, sealer }, { appId: 'app_1', version: '1.1.0', manifest });
}

test('of too many to look at each, reckons from those it looked at and says so', async () => {
  const seen = Array.from({ length: 600 }, (_, place) => withScopes(place % 4 === 0 ? [] : ['flow-tags:view']));
  expect(await foresee(10_000, seen)).toEqual({ total: 10_000, byThemselves: 7500, asked: 2500, isEstimate: true });
});

test('says that nobody has the app', async () => {
  expect(await foresee(0, [])).toEqual({ total: 0, byThemselves: 0, asked: 0, isEstimate: false });
});
