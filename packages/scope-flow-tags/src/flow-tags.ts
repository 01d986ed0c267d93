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
    },
  ],
  operations: [listTags, createTag, deleteTag, deleteTagByName],
});
