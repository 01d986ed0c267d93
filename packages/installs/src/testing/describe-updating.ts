import { describe, expect, test } from 'vitest';
import { openInputs } from '../auth-input-values.ts';
import { changeAuthInputs } from '../change-auth-inputs.ts';
import { readInstallation } from '../read-installations.ts';
import { retryInstallation } from '../retry-installation.ts';
import { rotateKey } from '../rotate-key.ts';
import { uninstallApp } from '../uninstall-app.ts';
import { updateAuthInputs } from '../update-auth-inputs.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { fullManifest, openWorld, refusalOf } from './open-world.ts';

/** What replacing keys guarantees. */
export function describeUpdating(name: string, open: OpenInstallationStore): void {
  async function openActive() {
    const world = await openWorld(open);
    const { id: installationId } = (await world.install()).installation;
    await world.settle('delivered');
    const update = (authInputs: Record<string, string>, workspaceId = 'ws_one') =>
      world.act((ports) => updateAuthInputs(ports, { workspaceId, installationId, authInputs }));
    const inputs = async () =>
      openInputs({ ...world, installationId }, (await world.stored(installationId))!.authInputs);
    return { ...world, installationId, update, inputs };
  }

  describe(`updating: ${name}`, () => {
    test('replaces a secret, sealed, and hands it to the server with a new key, while the former one works on', async () => {
      await using world = await openActive();
      const updated = await world.update({ crm_token: 'crm-SECRET-2' });
      expect(await world.inputs()).toEqual({ crm_token: 'crm-SECRET-2', list: 'leads', batch: 20 });
      expect(updated).toMatchObject({ status: 'active', isChangingInputs: true, delivery: { status: 'pending' } });
      expect(JSON.stringify([await world.stored(world.installationId), updated])).not.toContain('crm-SECRET');
      expect(world.minted).toMatchObject([{ endedBecause: null }, { endedBecause: null }]);
      const [, told] = world.enqueued;
      expect(JSON.parse(told!.request.body!)).toEqual({
        key: world.minted[1]!.plain,
        token: 'crm-SECRET-2',
        batch: 20,
      });
      await world.settle('delivered');
      expect(await world.stored(world.installationId)).toMatchObject({ status: 'active', formerAuthInputs: null });
    });

    test('has the former secret, which the server may repeat in its answer, redacted like the new one', async () => {
      await using world = await openActive();
      await world.update({ crm_token: 'crm-SECRET-2' });
      expect(world.enqueued.at(-1)!.secrets).toEqual(expect.arrayContaining(['crm-SECRET-1', 'crm-SECRET-2']));
      expect(world.enqueued.at(-1)!.secrets).not.toContain('leads');
    });

    test.for(['refused', 'gave_up', 'gone'] as const)(
      'goes on with the former inputs and the former key when the server has %s the changed ones',
      async (status) => {
        await using world = await openActive();
        await world.update({ crm_token: 'crm-SECRET-2', list: 'customers' });
        await world.update({ crm_token: 'crm-SECRET-3' });
        await world.settle(status, { message: 'no such token' });
        expect(await world.inputs()).toEqual({ crm_token: 'crm-SECRET-1', list: 'leads', batch: 20 });
        const after = await world.stored(world.installationId);
        expect(after).toMatchObject({ status: 'active', message: 'no such token', formerAuthInputs: null });
        expect(after!.key!.id).toBe(world.minted[0]!.id);
        expect(world.minted[2]!.endedBecause).toBe(status);
      },
    );

    test('sends nothing when nothing that the subscribe request carries has changed', async () => {
      await using world = await openWorld(open);
      const { subscribe } = fullManifest.requests;
      const requests = { ...fullManifest.requests, subscribe: { ...subscribe, headers: {} } };
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests });
      const { id: installationId } = (await world.install({ app })).installation;
      await world.settle('delivered');
      const authInputs = { list: 'customers', crm_token: 'crm-SECRET-1', batch: '20' };
      const ref = { workspaceId: 'ws_one', installationId };
      const { installation: changed } = await world.act((ports) => changeAuthInputs(ports, { ...ref, authInputs }));
      expect(changed).toMatchObject({ isChangingInputs: false, delivery: { status: 'delivered' } });
      expect(changed.authInputs).toContainEqual({ name: 'list', secret: false, value: 'customers', isFilled: true });
      expect([world.enqueued.length, world.minted.length]).toEqual([1, 1]);
    });

    test('erases an optional input by null, keeps a secret that is left empty, and refuses to erase a required one', async () => {
      await using world = await openActive();
      const change = (authInputs: Record<string, unknown>) =>
        world.act((ports) =>
          changeAuthInputs(ports, { workspaceId: 'ws_one', installationId: world.installationId, authInputs }),
        );
      await change({ crm_token: '', batch: null });
      expect(await world.inputs()).toEqual({ crm_token: 'crm-SECRET-1', list: 'leads', batch: null });
      const refusal = await refusalOf(change({ crm_token: null }));
      expect(refusal).toMatchObject({ code: 'auth_input_invalid', errors: [{ path: 'authInputs.crm_token' }] });
    });

    test('sends changed inputs again with the key of a rotation that comes between', async () => {
      await using world = await openActive();
      await world.update({ list: 'customers' });
      const ref = { workspaceId: 'ws_one', installationId: world.installationId };
      await world.act((ports) => rotateKey(ports, ref));
      expect(world.enqueued.at(-1)!.request.headers).toMatchObject({ 'X-List': 'customers' });
      await world.settle('refused');
      expect(await world.inputs()).toMatchObject({ list: 'leads' });
    });

    test('tells a server whose subscribe request carries no key without touching the key', async () => {
      await using world = await openWorld(open);
      const { subscribe } = fullManifest.requests;
      const keyless = { ...subscribe, body: { json: { token: '{{auth.crm_token}}' } } };
      const app = world.publish('app_two', '1.0.0', { ...fullManifest, requests: { subscribe: keyless } });
      const installed = await world.install({ app });
      const { id: installationId } = installed.installation;
      // Nobody else would hold it.
      expect(installed.plainKey).toBe(world.minted[0]!.plain);
      await world.settle('delivered');
      const ref = { workspaceId: 'ws_one', installationId };
      await world.act((ports) => changeAuthInputs(ports, { ...ref, authInputs: { crm_token: 'crm-SECRET-2' } }));
      expect(world.enqueued).toHaveLength(2);
      await world.settle('refused');
      expect(world.minted).toMatchObject([{ endedBecause: null }]);
      const rotated = await world.act((ports) => rotateKey(ports, ref));
      expect(rotated.plainKey).toBe(world.minted[1]!.plain);
      expect(world.enqueued).toHaveLength(2);
    });

    test('replaces several at once, and says the new secret in the unsubscribe request', async () => {
      await using world = await openActive();
      await world.update({ crm_token: 'crm-SECRET-2', list: 'customers' });
      const ref = { workspaceId: 'ws_one', installationId: world.installationId };
      expect((await world.act((ports) => readInstallation(ports, ref))).authInputs).toContainEqual({
        name: 'list',
        secret: false,
        value: 'customers',
        isFilled: true,
      });
      await world.act((ports) => uninstallApp(ports, ref));
      expect(world.enqueued.at(-1)).toMatchObject({ topic: 'unsubscribe', secrets: ['crm-SECRET-2'] });
    });

    test.for([
      [{ crm_tokn: 'x' }, 'authInputs.crm_tokn'],
      [{ crm_token: ' ' }, 'authInputs.crm_token'],
      [{ crm_token: 'two\nlines' }, 'authInputs.crm_token'],
      [{ crm_token: 'a\0b' }, 'authInputs.crm_token'],
      [{ batch: '7' }, 'authInputs.batch'],
      [{ crm_token: 'crm-SECRET-2', list: '' }, 'authInputs.list'],
    ] as [Record<string, string>, string][])('refuses %j and changes nothing', async ([given, path]) => {
      await using world = await openActive();
      const refusal = await refusalOf(world.update(given));
      expect(refusal).toMatchObject({ code: 'auth_input_invalid', errors: [{ path }] });
      expect(JSON.stringify([refusal, refusal.detail])).not.toContain('SECRET');
      expect(await world.inputs()).toEqual({ crm_token: 'crm-SECRET-1', list: 'leads', batch: 20 });
    });

    test('updates only what is active', async () => {
      await using world = await openActive();
      const ref = { workspaceId: 'ws_one', installationId: world.installationId };
      await world.act((ports) => uninstallApp(ports, ref));
      const extra = { installationStatus: 'uninstalled' };
      expect(await refusalOf(world.update({ crm_token: 'x' }))).toMatchObject({ code: 'wrong_state', extra });
      const { id: installationId } = (await world.install()).installation;
      const pending = world.act((ports) =>
        updateAuthInputs(ports, { ...ref, installationId, authInputs: { crm_token: 'x' } }),
      );
      expect(await refusalOf(pending)).toMatchObject({ code: 'wrong_state' });
      await world.act((ports) => retryInstallation(ports, { ...ref, installationId }));
    });

    test('does not know the installation of another workspace', async () => {
      await using world = await openActive();
      expect(await refusalOf(world.update({ crm_token: 'x' }, 'ws_two'))).toMatchObject({ code: 'not_found' });
      expect(await world.inputs()).toMatchObject({ crm_token: 'crm-SECRET-1' });
    });
  });
}
