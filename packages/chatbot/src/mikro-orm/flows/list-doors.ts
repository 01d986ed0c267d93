import { checkText } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery, type ListQuery, type Page } from '../../page.ts';
import type { InboundWebhook as Webhook, TemplateInstall as Template, Widget } from '../../port/flows.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { InboundWebhook } from './inbound-webhook.entity.ts';
import { TemplateInstall } from './template-install.entity.ts';
import { BotWidget } from './widget.entity.ts';

/** The bot's chat buttons; `code` finds one. */
export async function listWidgets(
  scope: BotScope,
  { code, ...query }: ListQuery & { code?: string | undefined },
): Promise<Page<Widget>> {
  const page = await findPage(scope, BotWidget, { ...query, only: code ? { code: checkText(code) } : {} });
  const items = page.items.map(({ id, bot, name, code: own, isActive, subFlow }) => {
    return { id, ns: writeNs(bot, 'w', id), name, code: own, isActive, subFlowNs: nsOf(bot, subFlow) };
  });
  return { ...page, items };
}

/** The addresses that start the bot's sub flows. */
export async function listInboundWebhooks(scope: BotScope, query: ListQuery): Promise<Page<Webhook>> {
  const page = await findPage(scope, InboundWebhook, query);
  const items = page.items.map(({ bot, uid, name, isActive, subFlow }) => {
    return { uid, name, isActive, subFlowNs: nsOf(bot, subFlow) };
  });
  return { ...page, items };
}

/** The templates that came into the bot. */
export async function listTemplateInstalls(scope: BotScope, query: ListQuery): Promise<Page<Template>> {
  const { limit, page, offset } = checkListQuery(query);
  const options = { ...asStored, orderBy: { id: 'asc' }, limit, offset } as const;
  const [rows, total] = await scope.em.findAndCount(TemplateInstall, { bot: await scope.botId() }, options);
  const items = rows.map(({ bot, ...row }): Template => ({ ...row, botNs: `f${bot}`, workspace: bot }));
  return { items, total, page, limit };
}

function nsOf(bot: number, subFlow: number | null): string | null {
  return subFlow === null ? null : writeNs(bot, 's', subFlow);
}
