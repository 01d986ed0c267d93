import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName } from '../../check-text.ts';
import type { Team } from '../../port/team.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { lockSubscriber } from '../subscribers/lock-subscriber.ts';
import { SubscriberLabel } from './subscriber-label.entity.ts';
import { TeamLabel } from './team-label.entity.ts';

type Labels = Pick<Team, 'listLabels' | 'createLabel' | 'deleteLabel' | 'addLabels' | 'removeLabels'>;

/** The labels of a team on PostgreSQL. */
export function createLabels(scope: BotScope): Labels {
  return {
    async listLabels(query = {}) {
      const page = await findPage(scope, TeamLabel, query);
      return { ...page, items: page.items.map(({ id, name }) => ({ id, name })) };
    },
    async createLabel(wanted) {
      const name = checkName(wanted);
      return inLockedBot(scope, async ({ em: tx }, bot) => {
        const taken = await tx.findOne(TeamLabel, { bot, name }, asStored);
        if (taken) throw refuse('conflict', `There is a label "${name}" already: ${taken.id}.`);
        if ((await tx.count(TeamLabel, { bot })) >= chatbotLimits.labels)
          throw refuse('limit_reached', `A workspace has at most ${chatbotLimits.labels} labels. Delete one first.`);
        return { id: Number(await tx.insert(TeamLabel, { bot, name })), name };
      });
    },
    async deleteLabel(label) {
      const bot = await scope.botId();
      const where = 'id' in label ? { id: label.id, bot } : { name: checkName(label.name), bot };
      if ((await scope.em.nativeDelete(TeamLabel, where)) === 0)
        throw notFound('label', 'id' in label ? String(label.id) : label.name);
    },
    async addLabels(userNs, names) {
      await inTransaction(scope, async (inside) => {
        const subscriber = await lockSubscriber(inside, userNs);
        const labels = await lockLabels(inside, names);
        if (labels.length === 0) return;
        await inside.em.execute(
          `insert into chatbot.subscriber_labels (subscriber_id, label_id)
           select ?, id from chatbot.labels where id in (?) order by id on conflict do nothing`,
          [subscriber, labels],
        );
      });
    },
    async removeLabels(userNs, names) {
      await inTransaction(scope, async (inside) => {
        const subscriber = await lockSubscriber(inside, userNs);
        const labels = await lockLabels(inside, names);
        await inside.em.nativeDelete(SubscriberLabel, { subscriber, label: { $in: labels } });
      });
    },
  };
}

/** The numbers of labels by name, which nobody can delete before the transaction ends; `not_found` for the first that is missing. */
async function lockLabels({ em, botId }: BotScope, names: readonly string[]): Promise<number[]> {
  const wanted = [...new Set(names.map(checkName))];
  if (wanted.length === 0) return [];
  const rows = await em.execute<{ id: string; name: string }[]>(
    'select id, name from chatbot.labels where bot_id = ? and name in (?) order by id for key share',
    [await botId(), wanted],
  );
  const missing = wanted.find((name) => !rows.some((row) => row.name === name));
  if (missing !== undefined) throw notFound('label', missing);
  return rows.map(({ id }) => Number(id));
}
