import { describe, expect, test } from 'vitest';
import { cancelInstallation } from '../cancel-installation.ts';
import { readInstallation } from '../read-installations.ts';
import { endKey } from '../end-key.ts';
import { retryInstallation } from '../retry-installation.ts';
import { rotateKey } from '../rotate-key.ts';
import { uninstallApp } from '../uninstall-app.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { fullManifest, openWorld, refusalOf } from './open-world.ts';

const erased = [
  { name: 'crm_token', secret: true, value: null, sealed: null },
  { name: 'list', secret: false, value: null, sealed: null },
  { name: 'batch', secret: false, value: null, sealed: null },
];

/** What uninstalling and cancelling guarantee. */
export function describeEnding(name: string, open: OpenInstallationStore): void {
  describe(`uninstalling and cancelling: ${name}`, () => {
    test('revokes the key at once and enqueues the unsubscribe request without a key', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.settle('delivered');
      const now = world.advance(60_000);
      const ended = await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
      const [, goodbye] = world.enqueued;
      expect(ended).toMatchObject({ status: 'uninstalled', key: null, uninstalledAt: now, erasedAt: null });
      expect(ended.delivery).toMatchObject({ id: goodbye?.id, topic: 'unsubscribe', status: 'pending' });
      expect(world.minted[0]?.endedBecause).toBe('uninstall');
      expect(goodbye).toMatchObject({ topic: 'unsubscribe', endpointId: 'app_one', secrets: ['crm-SECRET-1'] });
      expect(goodbye?.request.url).toBe('https://hooks.example.com/ws_one/gone');
      expect(JSON.stringify(goodbye)).not.toContain(world.minted[0]?.plain);
    });

    test('takes back what the app had planned when it is uninstalled, its key is ended or it fails, and not at a rotation', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      await world.settle('delivered');
      await world.act((ports) => rotateKey(ports, ref));
      await world.settle('gave_up');
      expect(world.idled).toEqual([]);
      await world.act((ports) => endKey(ports, ref, 'ended by a member'));
      expect(world.idled).toEqual([installationId]);
      await world.act((ports) => retryInstallation(ports, ref));
      await world.settle('refused');
      expect(world.idled).toHaveLength(2);
      await world.act((ports) => uninstallApp(ports, ref));
      expect(world.idled).toHaveLength(3);
    });

    test('renders a key variable in the unsubscribe request as nothing', async () => {
      await using world = await openWorld(open);
      const unsubscribe = {
        method: 'POST' as const,
        url: 'https://hooks.example.com/',
        body: { text: '<{{api_key}}>' },
      };
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests: { unsubscribe } });
      const { id: installationId } = (await world.install({ app })).installation;
      await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
      expect(world.enqueued[0]?.request.body).toBe('<>');
    });

    test.for(['delivered', 'refused', 'gave_up', 'gone', 'cancelled'] as const)(
      'erases the auth inputs once the unsubscribe request is %s, and says when',
      async (status) => {
        await using world = await openWorld(open);
        const { id: installationId } = (await world.install()).installation;
        await world.settle('delivered');
        await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
        await world.settle('pending', { attempt: 1 });
        expect(await world.stored(installationId)).toMatchObject({ erasedAt: null });
        const now = world.advance(5000);
        await world.settle(status, { attempt: 2 });
        expect(await world.stored(installationId)).toMatchObject({
          erasedAt: now,
          authInputs: erased,
          status: 'uninstalled',
        });
      },
    );

    test('erases the auth inputs at once when the app has no unsubscribe request', async () => {
      await using world = await openWorld(open);
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests: {} });
      const { id: installationId } = (await world.install({ app })).installation;
      const ended = await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
      expect(ended).toMatchObject({ status: 'uninstalled', erasedAt: ended.uninstalledAt });
      expect((await world.stored(installationId))?.authInputs).toEqual(erased);
    });

    test('cancels the subscribe request of an app uninstalled while pending, and says goodbye in case it arrived', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
      expect(world.enqueued).toMatchObject([
        { topic: 'subscribe', status: 'cancelled' },
        { topic: 'unsubscribe', status: 'pending' },
      ]);
    });

    test('is a new installation with a new key when installed again', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
      const again = (await world.install()).installation;
      expect(again.id).not.toBe(installationId);
      expect(world.minted).toMatchObject([{ endedBecause: 'uninstall' }, { endedBecause: null, subject: again.id }]);
    });

    test('says nothing to a server that refused at the first attempt when cancelled', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.settle('refused', { message: 'no' });
      const ended = await world.act((ports) => cancelInstallation(ports, { workspaceId: 'ws_one', installationId }));
      expect(ended).toMatchObject({ status: 'uninstalled', erasedAt: ended.uninstalledAt });
      expect(world.enqueued).toHaveLength(1);
    });

    test('says goodbye when an earlier attempt may have arrived before the refusal', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      await world.settle('pending', { attempt: 1 });
      await world.settle('refused', { attempt: 2 });
      await world.act((ports) => cancelInstallation(ports, ref));
      expect(world.enqueued[1]).toMatchObject({ topic: 'unsubscribe' });
    });

    test('says goodbye when a retry replaced a request that may have been under way', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      await world.act((ports) => retryInstallation(ports, ref));
      await world.settle('refused');
      await world.act((ports) => cancelInstallation(ports, ref));
      expect(world.enqueued[2]).toMatchObject({ topic: 'unsubscribe' });
    });

    test('does not cancel what has become active, and leaves it as it is', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      await world.settle('delivered');
      const ref = { workspaceId: 'ws_one', installationId };
      const refusal = await refusalOf(world.act((ports) => cancelInstallation(ports, ref)));
      expect(refusal).toMatchObject({ code: 'wrong_state', extra: { installationStatus: 'active' } });
      expect(world.minted[0]?.endedBecause).toBeNull();
    });

    test('lets its owner leave when the unsubscribe request cannot carry what was entered: nothing is sent, and all is erased', async () => {
      await using world = await openWorld(open);
      const unsubscribe = { method: 'POST' as const, url: 'https://hooks.example.com/{{auth.list}}/gone' };
      const requests = { ...fullManifest.requests, unsubscribe };
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests });
      const { id: installationId } = (await world.install({ app })).installation;
      await world.settle('delivered');
      // As values stand that were entered before this was checked.
      await world.act(async (ports) => {
        const record = (await ports.store.find(installationId))!;
        const authInputs = record.authInputs.map((each) => (each.name === 'list' ? { ...each, value: '..' } : each));
        await ports.store.save({ ...record, authInputs });
      });
      const ended = await world.act((ports) => uninstallApp(ports, { workspaceId: 'ws_one', installationId }));
      expect(ended).toMatchObject({ status: 'uninstalled', key: null });
      expect(ended.erasedAt).not.toBeNull();
      expect(world.enqueued).toHaveLength(1);
      expect(world.minted[0]!.endedBecause).toBe('uninstall');
      expect((await world.stored(installationId))!.authInputs).toEqual(erased);
    });

    test('uninstalls once only', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_one', installationId };
      await world.act((ports) => uninstallApp(ports, ref));
      const refusal = await refusalOf(world.act((ports) => uninstallApp(ports, ref)));
      expect(refusal).toMatchObject({ code: 'wrong_state', extra: { installationStatus: 'uninstalled' } });
    });

    test('does not know the installation of another workspace', async () => {
      await using world = await openWorld(open);
      const { id: installationId } = (await world.install()).installation;
      const ref = { workspaceId: 'ws_two', installationId };
      for (const move of [uninstallApp, cancelInstallation, retryInstallation, readInstallation]) {
        expect(await refusalOf(world.act<unknown>((ports) => move(ports, ref)))).toMatchObject({ code: 'not_found' });
      }
      expect(world.enqueued).toMatchObject([{ status: 'pending' }]);
    });
  });
}
