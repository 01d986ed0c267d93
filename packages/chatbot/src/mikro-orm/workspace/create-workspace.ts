import { refuse } from '../../chatbot-error.ts';
import { checkListQuery, type ListQuery, type Page } from '../../page.ts';
import type {
  BotLine,
  BotType,
  Workspace,
  WorkspaceInfo,
  WorkspaceOwner,
  WorkspaceSummary,
} from '../../port/workspace.ts';
import { Bot } from '../bots/bot.entity.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { escapeLike } from '../bots/find-page.ts';
import { Agent } from '../team/agent.entity.ts';
import { syncAgents } from '../team/sync-agents.ts';
import { readUsage } from './read-usage.ts';

/** The workspace around a bot: what the host tells of it, and what the bot's tables know. */
export function createWorkspace(scope: BotScope, info: WorkspaceInfo): Workspace {
  return {
    read: () => readWorkspace(scope, info),
    listBots: (query = {}) => listBots(scope, query),
    async usage(range, botNs) {
      const bot = await scope.botId();
      if (botNs !== undefined && botNs !== `f${bot}`) {
        throw refuse('not_found', `This workspace has no bot "${botNs.slice(0, 60)}".`);
      }
      return readUsage(scope, range);
    },
  };
}

async function readWorkspace(scope: BotScope, info: WorkspaceInfo): Promise<WorkspaceSummary> {
  const id = await scope.botId();
  const facts = await info.read();
  if (facts === undefined) throw refuse('not_found', 'Nothing is known of this workspace.');
  const { name, image } = facts;
  return { id, name, image, owner: await findOwner(scope) };
}

async function findOwner(scope: BotScope): Promise<WorkspaceOwner | null> {
  await syncAgents(scope);
  const where = { bot: await scope.botId(), role: 'owner' as const, isMember: true };
  const owner = await scope.em.findOne(Agent, where, { ...asStored, orderBy: { id: 'asc' } });
  return owner && { id: owner.id, name: owner.name, email: owner.email };
}

/** A bot of this host talks in the browser first, whatever channels people come through. */
const ownType: BotType = 'web';

async function listBots(
  scope: BotScope,
  { type = ownType, ...query }: ListQuery & { type?: BotType | undefined },
): Promise<Page<BotLine>> {
  const { limit, page, offset, name } = checkListQuery(query);
  const id = await scope.botId();
  if (type !== ownType) return { items: [], total: 0, page, limit };
  const where = name === undefined ? { id } : { id, name: { $ilike: `%${escapeLike(name)}%` } };
  const [rows, total] = await scope.em.findAndCount(Bot, where, { ...asStored, limit, offset });
  const items = rows.map((row): BotLine => ({ ns: `f${row.id}`, name: row.name, type: ownType }));
  return { items, total, page, limit };
}
