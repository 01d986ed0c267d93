import { z } from 'zod';

/** The parameters `limit`, `page` and `name` of a list call. A page holds at most `chatbotLimits.pageSize`, however much is asked for. */
export const listQuerySchema = z.object({
  limit: z.coerce
    .number('Give the page size as a number.')
    .int('Give the page size as a whole number.')
    .min(1, 'A page holds at least one item.')
    .optional()
    .meta({ description: 'Page size; 20 without it, at most 1,000.', examples: [20] }),
  page: z.coerce
    .number('Give the page as a number.')
    .int('Give the page as a whole number.')
    .min(1, 'Pages are counted from 1.')
    .max(100, 'Pages are counted up to 100.')
    .optional()
    .meta({ description: 'Page number.', examples: [1] }),
  name: z
    .string('Give the name as text.')
    .optional()
    .meta({ description: 'Search by name: any part, in any letter case.', examples: ['e'] }),
});
