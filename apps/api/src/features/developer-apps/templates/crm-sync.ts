import type { AppTemplate } from './template.ts';

/** A server that keeps a CRM and the bot's people the same. */
export const crmSync: AppTemplate = {
  id: 'crm-sync',
  title: 'CRM sync',
  description:
    'Keeps contacts and tags of a CRM and a bot the same. The owner enters a token of the CRM; your server gets it with the key.',
  manifest: {
    category: 'sales',
    description: [
      'Say here what is kept the same, how often, and which side wins.',
      '## What you need\n\n- An account at the CRM\n- A token of it, which you enter when you install',
      '## What is stored where\n\nSay what your server keeps, for how long, and how to have it erased.',
    ].join('\n\n'),
    scopes: [
      { id: 'subscribers:view', reason: 'To find the person that a contact of your CRM is.' },
      { id: 'flow-tags:view', reason: 'To show your tags in your CRM.' },
      {
        id: 'subscribers:manage',
        reason: 'To write tags and fields that changed in your CRM back to the person.',
        optional: true,
      },
    ],
    authInputs: [
      {
        name: 'crm_token',
        type: 'string',
        title: 'CRM token',
        description: 'In your CRM under Settings, API tokens.',
        required: true,
        secret: true,
      },
      {
        name: 'direction',
        type: 'select',
        title: 'What is kept the same',
        default: 'both',
        options: [
          { value: 'both', label: 'Both ways' },
          { value: 'to-crm', label: 'Only from the bot to the CRM' },
        ],
      },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.example.com/minimart/{{workspace_id}}',
        headers: { 'X-App-Version': '{{app_version}}' },
        body: {
          json: { key: '{{api_key}}', crmToken: '{{auth.crm_token}}', direction: '{{auth.direction}}' },
        },
      },
      unsubscribe: {
        method: 'POST',
        url: 'https://hooks.example.com/minimart/{{workspace_id}}/gone',
        body: { json: { app: '{{app_id}}' } },
      },
      dataErasure: { method: 'DELETE', url: 'https://hooks.example.com/minimart/{{workspace_id}}' },
    },
  },
};
