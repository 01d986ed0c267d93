import { z } from 'zod';
import { agentRoles, type Agent } from '../port/team.ts';
import { listQuerySchema } from './list-query.schema.ts';
import { pageFields } from './page-fields.schema.ts';

const roleSchema = z.enum(agentRoles, `Give one of these roles: ${agentRoles.join(', ')}.`);

/** The parameters of a list of agents. */
export const agentQuerySchema = listQuerySchema.extend({
  role: roleSchema.optional().meta({ description: 'Keep only this role.', examples: ['agent'] }),
});

/** An agent as the platform API shows one: the component `Agent`. What is not known is left out. */
const agentSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    image: z.string().optional(),
    role: roleSchema,
    is_online: z.boolean(),
  })
  .meta({ id: 'Agent' });

/** One page of agents: the component `TeamAgentResource`. */
export const agentListSchema = z
  .object({ data: z.array(agentSchema), ...pageFields })
  .meta({ id: 'TeamAgentResource' });

/** An agent of the chatbot in the platform API's words. */
export function toAgent({ id, name, email, image, role, isOnline }: Agent): z.output<typeof agentSchema> {
  return { id, name, email, ...(image !== null && { image }), role, is_online: isOnline };
}
