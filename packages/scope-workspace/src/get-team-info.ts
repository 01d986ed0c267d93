import type { Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const teamInfoSchema = z.object({
  id: z.int().meta({ description: 'The number of the workspace, which is that of its bot.', examples: [123] }),
  name: z.string(),
  image: z.string().optional(),
  owner_id: z
    .int()
    .optional()
    .meta({ description: 'The number the owner has as an agent.', examples: [222] }),
  owner_email: z.string().optional(),
});

/** `GET /team-info` */
export const getTeamInfo = defineOperation({
  id: 'workspaceInfo',
  method: 'get',
  path: '/team-info',
  scope: 'workspace:view',
  summary: 'Read the workspace.',
  description: 'Without a picture the image is left out.',
  input: {},
  output: z.object({ data: teamInfoSchema, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>) {
    const { id, name, image, owner } = await host.workspace.read();
    const data = {
      id,
      name,
      ...(image !== null && { image }),
      ...(owner !== null && { owner_id: owner.id, owner_email: owner.email }),
    };
    return { data, status: 'ok' as const };
  },
});
