import { readInstallation } from '@minimart/installs';
import type { WatchedMessage } from '@minimart/chatbot';
import { isRefusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';

/** The app behind each installation that sent one of these messages, by installation id; those of other workspaces are left out. */
export async function nameSenders(
  services: Services,
  workspaceId: string,
  messages: readonly Pick<WatchedMessage, 'installationId'>[],
): Promise<Map<string, { name: string; installationId: string }>> {
  const ids = new Set(messages.flatMap(({ installationId }) => installationId ?? []));
  const ports = services.installPortsOf(services.em());
  const found = await Promise.all(
    [...ids].map((installationId) =>
      readInstallation(ports, { workspaceId, installationId }).catch((error: unknown) => {
        if (isRefusal(error) && error.code === 'not_found') return undefined;
        throw error;
      }),
    ),
  );
  const installations = found.filter((installation) => installation !== undefined);
  const names = await services.catalogOf(services.em()).namesOf([...new Set(installations.map(({ appId }) => appId))]);
  return new Map(
    installations.map(({ id, appId }) => {
      return [id, { name: names.get(appId)?.name ?? appId, installationId: id }];
    }),
  );
}
