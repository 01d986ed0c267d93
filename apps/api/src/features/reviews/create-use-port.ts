import type { Accounts } from '@minimart/accounts/mikro-orm';
import type { Catalog } from '@minimart/catalog/mikro-orm';
import type { InstallPorts } from '@minimart/installs';
import type { UseStore } from '@minimart/keys';
import { daysOfKey, type UsePort } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';

const dayMs = 24 * 3_600_000;
// A workspace that installed an app more often than that shows its real use in one of these.
const mostInstallations = 50;

// Named here and not taken from the services, which are made of this among others.
interface Parts {
  accountsOf(em: EntityManager): Pick<Accounts, 'membership'>;
  catalogOf(em: EntityManager): Pick<Catalog, 'namesOf'>;
  usesOf(em: EntityManager): Pick<UseStore, 'usesSince'>;
  installPortsOf(em: EntityManager): { store: Pick<InstallPorts['store'], 'list'> };
  clock: { now(): Date };
}

/** What the installations and the keys know of a workspace's use of an app, and the accounts of whose workspace it is. */
export function createUsePort(
  { accountsOf, catalogOf, usesOf, clock, installPortsOf }: Parts,
  em: EntityManager,
): UsePort {
  return {
    async useOf({ workspaceId, appId }) {
      const { items } = await installPortsOf(em).store.list({ workspaceId, appId, limit: mostInstallations });
      const since = new Date(clock.now().getTime() - daysOfKey * dayMs);
      const uses = await usesOf(em).usesSince(
        items.map(({ id }) => id),
        since,
      );
      const lastUseOf = (id: string) =>
        uses.filter(({ subject }) => subject === id).map(({ lastUsedAt }) => lastUsedAt);
      const owner = (await catalogOf(em).namesOf([appId])).get(appId)?.ownerId;
      return {
        isDevelopers: owner !== undefined && (await accountsOf(em).membership(owner, workspaceId)) !== undefined,
        installations: items.map(({ id, version, isTest, firstActiveAt, uninstalledAt }) => {
          const keyUsedAt = lastUseOf(id).toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
          return { version, isTest, firstActiveAt, endedAt: uninstalledAt, keyUsedAt };
        }),
      };
    },
  };
}
