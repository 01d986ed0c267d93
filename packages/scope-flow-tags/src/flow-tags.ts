import { defineScopePlugin } from '@minimart/scope-kit';
import { createTag } from './create-tag.ts';
import { deleteTag } from './delete-tag.ts';
import { deleteTagByName } from './delete-tag-by-name.ts';
import { listTags } from './list-tags.ts';

/** The tags of a workspace's bot: view, and manage. */
export const flowTags = defineScopePlugin({
  id: 'flow-tags',
  label: 'Flow tags',
  scopes: [
    {
      id: 'flow-tags:view',
      label: 'View flow tags',
      description: 'Read the names of the tags in your chatbot. It does not tell who carries them.',
      risk: 'low',
      icon: 'tags',
      group: 'Tags',
      verb: 'see',
      cannot: 'See your flow tags',
      translations: {
        de: {
          label: 'Flow-Tags ansehen',
          description: 'Die Namen der Tags in Ihrem Chatbot lesen. Wer sie trägt, ist damit nicht zu sehen.',
          group: 'Tags',
          cannot: 'Ihre Flow-Tags sehen',
        },
      },
    },
    {
      id: 'flow-tags:manage',
      label: 'Manage flow tags',
      description:
        'Add tags to your chatbot and delete tags from it. A deleted tag is gone from everyone who carried it.',
      risk: 'sensitive',
      icon: 'tag',
      group: 'Tags',
      implies: ['flow-tags:view'],
      verb: 'change',
      cannot: 'Add or delete your flow tags',
      translations: {
        de: {
          label: 'Flow-Tags verwalten',
          description:
            'Tags in Ihrem Chatbot anlegen und löschen. Ein gelöschter Tag verschwindet bei allen, die ihn getragen haben.',
          group: 'Tags',
          cannot: 'Ihre Flow-Tags anlegen oder löschen',
        },
      },
    },
  ],
  operations: [listTags, createTag, deleteTag, deleteTagByName],
});
