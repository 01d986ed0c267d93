import { writeNs } from '../../ns.ts';
import type { Segments } from '../../port/segments.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { BotSegment } from './segment.entity.ts';

/** The segments of a bot on PostgreSQL. */
export function createSegments(scope: BotScope): Segments {
  return {
    async list(query = {}) {
      const page = await findPage(scope, BotSegment, query);
      return { ...page, items: page.items.map(({ bot, id, name }) => ({ ns: writeNs(bot, 'sg', id), name })) };
    },
  };
}
