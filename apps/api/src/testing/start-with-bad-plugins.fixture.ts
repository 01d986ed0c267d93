import { flowTags } from '@minimart/scope-flow-tags';
import { createScopeRegistry, defineOperation, defineScopePlugin } from '@minimart/scope-kit';
import { z } from 'zod';

const words = { label: 'View tags', description: 'Read your tags and more.', group: 'Tags', cannot: 'See your tags' };

const listTagsAgain = defineOperation({
  id: 'flowTags',
  method: 'get',
  path: '/flow/tags',
  scope: 'flow-tags:view',
  summary: 'List tags.',
  input: {},
  output: z.object({}),
  run: async () => ({}),
});

// A plugin that takes what belongs to another: to see that nothing starts with it.
createScopeRegistry([
  flowTags,
  defineScopePlugin({
    id: 'crm',
    label: 'CRM',
    namespaces: ['flow-tags'],
    scopes: [{ id: 'flow-tags:view', risk: 'low', icon: 'tag', verb: 'see', ...words }],
    operations: [listTagsAgain],
  }),
]);
console.log('It started all the same.');
