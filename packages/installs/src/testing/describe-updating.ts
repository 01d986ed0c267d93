import { describe, expect, test } from 'vitest';
import { openInputs } from '../auth-input-values.ts';
import { readInstallation } from '../read-installations.ts';
import { retryInstallation } from '../retry-installation.ts';
import { uninstallApp } from '../uninstall-app.ts';
import { updateAuthInputs } from '../update-auth-inputs.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';
import { openWorld, refusalOf } from './open-world.ts';

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
    test('replaces a secret, sealed, and leaves everything else as it is', async () => {
      await using world = await openActive();
      const before = await world.stored(world.installationId);
      const updated = await world.update({ crm_token: 'crm-SECRET-2' });
      expect(await world.inputs()).toEqual({ crm_token: 'crm-SECRET-2', list: 'leads', batch: 20 });
      const after = await world.stored(world.installationId);
      expect({ ...after, authInputs: [] }).toEqual({ ...before, authInputs: [] });
      expect(JSON.stringify([after, updated])).not.toContain('crm-SECRET');
      expect(world.enqueued).toHaveLength(1);
      expect(world.minted).toMatchObject([{ endedBecause: null }]);
    });

    test('replaces several at once, and says the new secret in the unsubscribe request', async () => {
      await using world = await openActive();
      await world.update({ crm_token: 'crm-SECRET-2', list: 'customers' });
      const ref = { workspaceId: 'ws_one', installationId: world.installationId };
      expect((await world.act((ports) => readInstallation(ports, ref))).authInputs).toContainEqual({
        name: 'list',
        secret: false,
        value: 'customers',
      });
      await world.act((ports) => uninstallApp(ports, ref));
      expect(world.enqueued[1]).toMatchObject({ secrets: ['crm-SECRET-2'] });
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
