import { defineScopePlugin } from '@minimart/scope-kit';
import { getFlowSummary } from './get-flow-summary.ts';
import { getMe } from './get-me.ts';
import { getTeamInfo } from './get-team-info.ts';
import { listTeamBotUsers } from './list-team-bot-users.ts';
import { listTeamFlows } from './list-team-flows.ts';
import { listTeamMembers } from './list-team-members.ts';

/** The workspace around a bot: who owns it, who works in it, and how its bot is used. */
export const workspace = defineScopePlugin({
  id: 'workspace',
  label: 'Workspace',
  scopes: [
    {
      id: 'workspace:view',
      label: 'View your workspace',
      description:
        'Read the name of your workspace, who owns it and works in it, who talks with your chatbot, and how much it is used.',
      risk: 'sensitive',
      icon: 'building-2',
      group: 'Workspace',
      verb: 'see',
      cannot: 'See your workspace and your team',
      translations: {
        de: {
          label: 'Ihren Arbeitsbereich ansehen',
          description:
            'Den Namen Ihres Arbeitsbereichs lesen, wem er gehört, wer darin arbeitet, wer mit Ihrem Chatbot spricht und wie viel er genutzt wird.',
          group: 'Arbeitsbereich',
          cannot: 'Ihren Arbeitsbereich und Ihr Team sehen',
        },
      },
    },
  ],
  operations: [getTeamInfo, listTeamMembers, listTeamFlows, listTeamBotUsers, getFlowSummary, getMe],
});
