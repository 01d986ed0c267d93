import type { ManifestInput } from '@minimart/app-manifest';
import { describe, expect, test } from 'vitest';
import { acceptUpdate } from '../accept-update.ts';
import { changeAuthInputs } from '../change-auth-inputs.ts';
import { checkForUpdate } from '../check-for-update.ts';
import { rotateKey } from '../rotate-key.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { fullManifest, openWorld, refusalOf } from './open-world.ts';

const { subscribe } = fullManifest.requests;
const withoutKey = { ...subscribe, body: { json: { token: '{{auth.crm_token}}' } } };
const more = [...fullManifest.scopes, { id: 'flow-tags:manage', reason: 'To add what only the CRM has.' }];
const greeting = fullManifest.scopes.slice(1);

/** What an update guarantees of the keys when a subscribe request of the version before is still on its way, or the version is the first with one. */
export function describeUpdatingMeanwhile(name: string, open: OpenInstallationStore): void {
  async function openActive(changes: Partial<ManifestInput> = {}, scopes = ['flow-tags:view']) {
    const world = await openWorld(open);
    const publish = (version: string, given: Partial<ManifestInput>) =>
      world.publish('app_two', version, { ...fullManifest, ...given });
    const { id: installationId } = (await world.install({ app: publish('1.0.0', changes), scopes })).installation;
    const ref = { workspaceId: 'ws_one', installationId };
    if (world.enqueued.length > 0) await world.settle('delivered');
    return {
      ...world,
      publish,
      now: async () => (await world.stored(installationId))!,
      check: () => world.act((ports) => checkForUpdate(ports, installationId)),
      rotate: () => world.act((ports) => rotateKey(ports, ref)),
      change: (authInputs: Record<string, unknown>) =>
        world.act((ports) => changeAuthInputs(ports, { ...ref, authInputs })),
      accept: (version: string, authInputs?: Record<string, unknown>) =>
        world.act((ports) => acceptUpdate(ports, { ...ref, userId: 'usr_owner', version, authInputs })),
    };
  }

  describe(`updating while a request is on its way: ${name}`, () => {
    test('a new key that is refused after a version without the request came ends, and the former one goes on', async () => {
      await using world = await openActive();
      await world.rotate();
      world.publish('1.1.0', { requests: {} });
      await world.check();
      await world.settle('refused', { message: 'no' });
      const [former, next] = world.minted;
      expect(await world.now()).toMatchObject({ version: '1.1.0', status: 'active', key: { id: former!.id } });
      expect(former).toMatchObject({ endedBecause: null, replacedBy: null });
      expect(next).toMatchObject({ endedBecause: 'refused' });
    });

    test('the key that its owner holds lives on when a request without it is refused, whatever the new version’s request carries', async () => {
      await using world = await openActive({ requests: { subscribe: withoutKey } });
      await world.change({ crm_token: 'crm-SECRET-2' });
      world.publish('2.0.0', { scopes: more });
      await world.accept('2.0.0');
      await world.settle('refused', { message: 'no' });
      const [only] = world.minted;
      expect(only).toMatchObject({ endedBecause: null });
      expect(await world.now()).toMatchObject({ version: '2.0.0', status: 'active', key: { id: only!.id } });
    });

    test.for([{ requests: {} }, { requests: { subscribe: withoutKey } }])(
      'a key that was on its way and no request carries any more is replaced by one for the owner: %j',
      async (changes) => {
        await using world = await openActive();
        await world.rotate();
        const onItsWay = world.enqueued.at(-1)!;
        world.publish('2.0.0', { ...changes, scopes: more });
        const { installation, plainKey } = await world.accept('2.0.0', { crm_token: 'crm-SECRET-2' });
        expect(onItsWay.status).toBe('cancelled');
        const present = world.minted.at(-1)!;
        expect(plainKey).toBe(present.plain);
        expect(present.scopes).toContain('flow-tags:manage');
        expect(installation).toMatchObject({ status: 'active', key: { id: present.id } });
        const pending = world.enqueued.filter(({ status }) => status === 'pending');
        expect(pending.map(({ id }) => id)).toEqual('subscribe' in changes.requests ? [installation.delivery!.id] : []);
        expect(installation.delivery!.status).toBe(pending.length > 0 ? 'pending' : 'cancelled');
      },
    );

    test('so it is when inputs are changed in a version that has lost the request', async () => {
      await using world = await openActive();
      await world.rotate();
      world.publish('1.1.0', { requests: {} });
      await world.check();
      const { installation, plainKey } = await world.change({ list: 'customers' });
      expect(plainKey).toBe(world.minted.at(-1)!.plain);
      expect(installation).toMatchObject({ isChangingInputs: false, delivery: { status: 'cancelled' } });
    });

    test.for(['change', 'rotate'] as const)(
      'an app that needs its first key by a version taken over gets it at the next %s',
      async (move) => {
        await using world = await openActive({ scopes: greeting, requests: {} }, []);
        expect(await refusalOf(world.rotate())).toMatchObject({ code: 'key_not_found' });
        world.publish('1.1.0', { scopes: greeting });
        await world.check();
        expect(await world.now()).toMatchObject({ version: '1.1.0', status: 'active', key: null });
        await (move === 'change' ? world.change({ list: 'customers' }) : world.rotate());
        expect(JSON.stringify(world.enqueued.at(-1)!.request)).toContain(world.minted[0]!.plain);
        await world.settle('delivered');
        expect(world.minted).toMatchObject([{ scopes: [], endedBecause: null, isOnItsWay: false }]);
        expect(await world.now()).toMatchObject({ status: 'active', key: { id: world.minted[0]!.id } });
      },
    );
  });
}
