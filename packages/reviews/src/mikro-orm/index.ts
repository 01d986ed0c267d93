export { reviewsTables } from './reviews-tables.ts';
export { createReviews, type Reviews } from './create-reviews.ts';
export { createReports, type Reports } from './create-reports.ts';
export { forgetCounts } from './count-act.ts';
