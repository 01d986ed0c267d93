import { notFound } from '../../chatbot-error.ts';
import { checkListQuery, type ListQuery, type Page } from '../../page.ts';
import type { InstalledApps, MiniApp, MiniApps } from '../../port/mini-apps.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { InstalledAppNumber } from './installed-app-number.entity.ts';

/** The apps of a bot's workspace: the store tells them, this numbers them. */
export function createMiniApps(scope: BotScope, apps: InstalledApps): MiniApps {
  return {
    list: (query = {}) => listMiniApps(scope, apps, query),
    async replaceKeys(id, keys) {
      const bot = await scope.botId();
      const found = Number.isSafeInteger(id) ? await scope.em.findOne(InstalledAppNumber, { id, bot }, asStored) : null;
      if (!found) throw notFound('installed app', `${id}`);
      await apps.replaceKeys(found.installationId, keys);
    },
  };
}

async function listMiniApps(scope: BotScope, apps: InstalledApps, query: ListQuery): Promise<Page<MiniApp>> {
  const { limit, page, offset, name } = checkListQuery(query);
  await scope.botId();
  const wanted = name?.toLowerCase() ?? '';
  const found = (await apps.list()).filter(({ title }) => title.toLowerCase().includes(wanted));
  const numbers = await numberAll(
    scope,
    found.map(({ installationId }) => installationId),
  );
  const numbered = found
    .flatMap(({ installationId, ...app }): MiniApp[] => {
      const id = numbers.get(installationId);
      return id === undefined ? [] : [{ id, ...app }];
    })
    .toSorted((a, b) => a.id - b.id);
  return { items: numbered.slice(offset, offset + limit), total: numbered.length, page, limit };
}

/** The numbers of installations; one that has none yet is given the next, two requests at once included. */
async function numberAll({ em, botId }: BotScope, installationIds: readonly string[]): Promise<Map<string, number>> {
  if (installationIds.length === 0) return new Map();
  const bot = await botId();
  const ids = JSON.stringify(installationIds);
  await em.execute(
    `insert into chatbot.installed_app_numbers (bot_id, installation_id)
     select ?, id from jsonb_array_elements_text(?::jsonb) with ordinality as given (id, place)
     where not exists (select 1 from chatbot.installed_app_numbers where installation_id = given.id)
     order by place on conflict (installation_id) do nothing`,
    [bot, ids],
  );
  const where = { bot, installationId: { $in: [...installationIds] } };
  const rows = await em.find(InstalledAppNumber, where, asStored);
  return new Map(rows.map(({ id, installationId }) => [installationId, id]));
}
