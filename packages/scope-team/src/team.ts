import { defineScopePlugin } from '@minimart/scope-kit';
import { createAgentGroup } from './create-agent-group.ts';
import { createLabel } from './create-label.ts';
import { deleteAgentGroup } from './delete-agent-group.ts';
import { deleteLabel } from './delete-label.ts';
import { deleteLabelByName } from './delete-label-by-name.ts';
import { listAgentGroups } from './list-agent-groups.ts';
import { listLabels } from './list-labels.ts';
import { updateAgentGroup } from './update-agent-group.ts';
import { updateAgentGroupUsers } from './update-agent-group-users.ts';
import { viewAgentGroup } from './view-agent-group.ts';

/** The labels and agent groups of a team: view, and manage. */
export const team = defineScopePlugin({
  id: 'team',
  label: 'Team',
  namespaces: ['labels', 'agent-groups'],
  scopes: [
    {
      id: 'labels:view',
      label: 'View labels',
      description: 'Read the labels your team sorts people with. It does not tell who carries them.',
      risk: 'low',
      icon: 'tag',
      group: 'Team',
      verb: 'see',
      cannot: 'See the labels of your team',
      translations: {
        de: {
          label: 'Labels ansehen',
          description:
            'Die Labels lesen, mit denen Ihr Team Personen sortiert. Wer sie trägt, ist damit nicht zu sehen.',
          group: 'Team',
          cannot: 'Die Labels Ihres Teams sehen',
        },
      },
    },
    {
      id: 'labels:manage',
      label: 'Manage labels',
      description:
        'Add and delete the labels your team sorts people with. A deleted label is gone from everyone who carried it.',
      risk: 'sensitive',
      icon: 'tags',
      group: 'Team',
      implies: ['labels:view'],
      verb: 'change',
      cannot: 'Add or delete the labels of your team',
      translations: {
        de: {
          label: 'Labels verwalten',
          description:
            'Die Labels anlegen und löschen, mit denen Ihr Team Personen sortiert. Ein gelöschtes Label verschwindet bei allen, die es getragen haben.',
          group: 'Team',
          cannot: 'Die Labels Ihres Teams anlegen oder löschen',
        },
      },
    },
    {
      id: 'agent-groups:view',
      label: 'View agent groups',
      description: 'Read which groups your agents work in, and who belongs to them.',
      risk: 'low',
      icon: 'users-round',
      group: 'Team',
      verb: 'see',
      cannot: 'See the groups your agents work in',
      translations: {
        de: {
          label: 'Agentengruppen ansehen',
          description: 'Lesen, in welchen Gruppen Ihre Agenten arbeiten und wer dazugehört.',
          group: 'Team',
          cannot: 'Sehen, in welchen Gruppen Ihre Agenten arbeiten',
        },
      },
    },
    {
      id: 'agent-groups:manage',
      label: 'Manage agent groups',
      description: 'Add, change and delete the groups your agents work in, and decide who belongs to them.',
      risk: 'sensitive',
      icon: 'user-cog',
      group: 'Team',
      implies: ['agent-groups:view'],
      verb: 'change',
      cannot: 'Change the groups your agents work in',
      translations: {
        de: {
          label: 'Agentengruppen verwalten',
          description:
            'Die Gruppen anlegen, ändern und löschen, in denen Ihre Agenten arbeiten, und bestimmen, wer dazugehört.',
          group: 'Team',
          cannot: 'Die Gruppen ändern, in denen Ihre Agenten arbeiten',
        },
      },
    },
  ],
  operations: [
    listLabels,
    createLabel,
    deleteLabel,
    deleteLabelByName,
    listAgentGroups,
    viewAgentGroup,
    createAgentGroup,
    updateAgentGroup,
    deleteAgentGroup,
    updateAgentGroupUsers,
  ],
});
