import { notFound } from '../../chatbot-error.ts';
import { checkName } from '../../check-text.ts';
import { readNs } from '../../ns.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { BotNode } from '../flows/node.entity.ts';
import { BotSubFlow } from '../flows/sub-flow.entity.ts';
import type { Saying } from './say.ts';

/** What a sub flow says, by its id or name. */
export async function sayingsOfSubFlow(scope: BotScope, wanted: { ns: string } | { name: string }): Promise<Saying[]> {
  const where =
    'ns' in wanted ? await scope.at('s', wanted.ns) : { bot: await scope.botId(), name: checkName(wanted.name) };
  const subFlow = await scope.em.findOne(BotSubFlow, where, asStored);
  if (!subFlow) throw notFound('sub flow', 'ns' in wanted ? wanted.ns : wanted.name);
  return nodesFrom(scope, subFlow.id, 0);
}

/** What is said from a node on, by its id, or by its name where nothing else has that id. */
export async function sayingsFromNode(scope: BotScope, wanted: string): Promise<Saying[]> {
  const bot = await scope.botId();
  const id = readNs(wanted, 'n', bot);
  const condition = id === undefined ? 'nodes.name = ?' : 'nodes.id = ?';
  const [node] = await scope.em.execute<{ sub_flow_id: string; position: number }[]>(
    `select sub_flow_id, position from chatbot.nodes join chatbot.sub_flows on sub_flows.id = sub_flow_id
     where bot_id = ? and ${condition} order by nodes.id limit 1`,
    [bot, id ?? checkName(wanted)],
  );
  if (!node) throw notFound('node', wanted);
  return nodesFrom(scope, Number(node.sub_flow_id), node.position);
}

async function nodesFrom({ em }: BotScope, subFlow: number, position: number): Promise<Saying[]> {
  const where = { subFlow, position: { $gte: position } };
  const nodes = await em.find(BotNode, where, { ...asStored, orderBy: { position: 'asc' } });
  return nodes.map(({ id, content }) => ({ content, subFlow, node: id }));
}
