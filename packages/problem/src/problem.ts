import { z } from 'zod';

/** An error answer: `application/problem+json` of RFC 9457, with a stable `code` and the fields at fault. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('Address of a page that explains this kind of problem.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().describe('Stable, for programs.'),
    detail: z.string().describe('What is wrong in this request and what would be right.'),
    message: z.string().optional().describe('The same as detail, for clients of the platform API.'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;
