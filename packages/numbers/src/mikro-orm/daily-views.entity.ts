import { defineEntity, p } from '@mikro-orm/core';
import type { ViewStep } from '../steps.ts';

const DailyViewsSchema = defineEntity({
  name: 'DailyViews',
  schema: 'numbers',
  tableName: 'daily_views',
  properties: {
    appId: p.text().primary(),
    day: p.date().primary(),
    step: p.text().$type<ViewStep>().primary(),
    visitors: p.integer(),
  },
});

/** How many visitors took a step of an app on a day (UTC). */
export class DailyViews extends DailyViewsSchema.class {}
DailyViewsSchema.setClass(DailyViews);
