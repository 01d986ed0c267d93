/** The app of this story: one scope required, one optional, a secret auth input, both lifecycle requests. */
export function storyManifest(slug: string, receiverUrl: string) {
  return {
    name: 'Story Sync',
    slug,
    summary: 'Mirrors your tags while the story is told.',
    description: '# Story Sync\n\nReads your tags and greets new leads.',
    category: 'marketing',
    scopes: [
      { id: 'flow-tags:view', reason: 'To read the tags we mirror.' },
      { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true },
    ],
    authInputs: [{ name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true }],
    requests: {
      subscribe: {
        method: 'POST',
        url: `${receiverUrl}/minimart/{{workspace_id}}`,
        query: { v: '{{app_version}}' },
        headers: { 'X-App': '{{app_id}}' },
        body: { json: { key: '{{api_key}}', token: '{{auth.crm_token}}' } },
      },
      unsubscribe: { method: 'POST', url: `${receiverUrl}/minimart/{{workspace_id}}/gone` },
    },
  };
}
