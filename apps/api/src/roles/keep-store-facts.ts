import { repeat, type Repeated } from '@minimart/repeat';
import type { Services } from '../compose.ts';

const everyMs = 5 * 60 * 1000;
const batchSize = 500;

type Parts = Pick<Services, 'em' | 'inTransaction' | 'catalogOf' | 'developersOf' | 'installPortsOf' | 'logger'>;

/**
 * Notes in the catalogue what search sorts and finds by but no publication tells: how many workspaces have each app, and what its developer is called and has
 * proven. Now and every five minutes until stopped; a failure is logged, and what is left waits for the next time.
 */
export function keepStoreFacts(services: Parts): Repeated {
  const note = async (signal: AbortSignal) => {
    const apps = await noteStoreFacts(services, signal);
    if (apps > 0) services.logger.info({ apps }, 'noted installs and developers for search');
  };
  return repeat(note, {
    everyMs,
    onError: (error) =>
      services.logger.warn({ err: error }, 'could not note installs and developers for search; it is tried again'),
  });
}

/** Goes through all listed apps once, a transaction for each part; answers how many apps differed. */
export async function noteStoreFacts(services: Parts, signal?: AbortSignal): Promise<number> {
  let [changed, after] = [0, ''];
  for (;;) {
    if (signal?.aborted) break;
    const em = services.em();
    const known = await services.catalogOf(em).factsAfter(after, batchSize);
    const last = known.at(-1);
    if (last === undefined) break;
    const installs = await services.installPortsOf(em).store.countLive(known.map(({ appId }) => appId));
    const developers = await services.developersOf(em).publicOf(known.map(({ ownerId }) => ownerId));
    const facts = known.map(({ appId, ownerId }) => {
      const { name = '', domain = null } = developers.get(ownerId) ?? {};
      return { appId, developer: name, developerDomain: domain, installs: installs.get(appId) ?? 0 };
    });
    changed += await services.inTransaction((tx) => services.catalogOf(tx).noteFacts(facts));
    after = last.appId;
  }
  return changed;
}
