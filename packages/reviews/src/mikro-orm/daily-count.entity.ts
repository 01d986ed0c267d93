import { defineEntity, p } from '@mikro-orm/core';
import type { CountedAct } from '../daily-limits.ts';

const DailyCountSchema = defineEntity({
  name: 'DailyCount',
  schema: 'reviews',
  tableName: 'daily_counts',
  properties: {
    day: p.date().primary(),
    who: p.text().primary(),
    act: p.text().$type<CountedAct>().primary(),
    count: p.integer(),
  },
});

/** How often somebody did something on one day (UTC). */
export class DailyCount extends DailyCountSchema.class {}
DailyCountSchema.setClass(DailyCount);
