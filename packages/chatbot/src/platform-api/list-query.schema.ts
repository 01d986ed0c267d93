import { z } from 'zod';
import { chatbotLimits } from '../chatbot-limits.ts';
import { pageQueryFields } from './page-query.schema.ts';

/** The parameters `limit`, `page` and `name` of a list call. A page holds at most `chatbotLimits.pageSize`, however much is asked for. */
export const listQuerySchema = z.object({
  ...pageQueryFields({ limit: chatbotLimits.pageSize, pages: 100 }),
  name: z
    .string('Give the name as text.')
    .optional()
    .meta({ description: 'Search by name: any part, in any letter case.', examples: ['e'] }),
});
