import type { ManifestInput } from '@minimart/app-manifest';

/** The manifest that the tests install: one scope required, one optional, a secret input, both lifecycle requests. */
export function exampleManifest(receiverUrl: string, changes: Partial<ManifestInput> = {}): ManifestInput {
  return {
    name: 'Tag Sync',
    slug: 'tag-sync',
    summary: 'Keeps your tags and your CRM the same.',
    description: '# Tag Sync\n\nMirrors tags.',
    category: 'marketing',
    scopes: [
      { id: 'flow-tags:view', reason: 'To read the tags we mirror.' },
      { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true },
    ],
    authInputs: [
      { name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true },
      { name: 'list', type: 'string', title: 'List', required: false },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: `${receiverUrl}/minimart/{{workspace_id}}`,
        query: { v: '{{app_version}}' },
        headers: { 'X-App': '{{app_id}}' },
        body: { json: { key: '{{api_key}}', token: '{{auth.crm_token}}', list: '{{auth.list}}' } },
      },
      unsubscribe: {
        method: 'POST',
        url: `${receiverUrl}/minimart/{{workspace_id}}/gone`,
        body: { json: { app: '{{app_id}}' } },
      },
    },
    ...changes,
  };
}
