import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import type { Tag, Tags } from '../../port/tags.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { BotTag } from './tag.entity.ts';

/** The tags of a bot on PostgreSQL. */
export function createTags(scope: BotScope): Tags {
  return {
    async list(query = {}) {
      const page = await findPage(scope, BotTag, query);
      return { ...page, items: page.items.map(toTag) };
    },
    create: async (name) => createTag(scope, checkName(name)),
    async delete(tagNs) {
      const deleted = await scope.em.nativeDelete(BotTag, await scope.at('t', tagNs));
      if (deleted === 0) throw notFound('tag', tagNs);
    },
    async deleteByName(name) {
      const deleted = await scope.em.nativeDelete(BotTag, { bot: await scope.botId(), name: checkName(name) });
      if (deleted === 0) throw notFound('tag', name);
    },
  };
}

async function createTag(scope: BotScope, name: string): Promise<Tag> {
  return inLockedBot(scope, async ({ em: tx }, bot) => {
    const taken = await tx.findOne(BotTag, { bot, name }, asStored);
    if (taken) throw refuse('conflict', `There is a tag "${name}" already: ${toTag(taken).ns}.`);
    if ((await tx.count(BotTag, { bot })) >= chatbotLimits.tags) {
      throw refuse('limit_reached', `A bot has at most ${chatbotLimits.tags} tags. Delete one first.`);
    }
    const id = await tx.insert(BotTag, { bot, name });
    return toTag({ id, bot, name });
  });
}

/** A tag's row as the port shows it. */
export function toTag({ id, bot, name }: Pick<BotTag, 'id' | 'bot' | 'name'>): Tag {
  return { ns: writeNs(bot, 't', id), name };
}
