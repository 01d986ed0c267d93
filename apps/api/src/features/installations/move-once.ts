import { readInstallation, type InstallPorts, type InstallResult } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { byOf, type Actor } from '../../http/actor.ts';
import { runOnce } from '../../http/run-once.ts';

/** A call that moves an installation. */
export interface MoveCall {
  /** The id of the route, and what was sent to it. */
  route: string;
  params: { workspaceId: string; installationId: string };
  body?: unknown;
  actor: Actor;
  idempotencyKey: string | undefined;
}

/**
 * Makes a move in one transaction. A call that is repeated with its Idempotency-Key moves nothing: it reads how the installation stands, and a key
 * that was shown is not shown again.
 */
export function moveOnce(
  services: Services,
  { route, params, body = {}, actor, idempotencyKey: key }: MoveCall,
  move: (ports: InstallPorts, em: EntityManager) => Promise<InstallResult>,
): Promise<InstallResult> {
  return services.inMove({ ...params, by: byOf(actor) }, ({ em, ports }) =>
    runOnce<InstallResult>(services, em, {
      actor: actor.userId,
      key,
      request: { route, params, body },
      make: async () => ({ resourceId: params.installationId, value: await move(ports, em) }),
      readAgain: async () => ({ installation: await readInstallation(ports, params), plainKey: null }),
    }),
  );
}
