/** What the owner types in; the story looks for it in the Subscribe Request and nowhere else. */
export const ownersInputs = { crm_token: 'crm-"quoted" {{workspace_id}} \\ ünï', mirror: 'tags', waitMinutes: 5 };

/** The manifest of an app whose requests go to the given receiver. */
export function storyManifest(slug: string, receiverUrl: string) {
  return {
    manifestVersion: 1,
    name: `Story ${slug.slice(-4)}`,
    slug,
    summary: 'The app of the demo’s story, published anew for each run.',
    description: '## What it is\n\nAn app that exists to be **published, installed, used and removed** by the demo.',
    category: 'developer-tools',
    links: { documentation: 'https://story.example.com/docs' },
    scopes: [
      { id: 'flow-tags:view', reason: 'To read the tags of the story.' },
      { id: 'sub-flows:send', reason: 'To greet somebody in the story.', optional: true },
      {
        id: 'flow-tags:manage',
        reason: 'To create a tag, which the owner of this story does not want.',
        optional: true,
      },
    ],
    authInputs: [
      { name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true },
      {
        name: 'mirror',
        type: 'select',
        title: 'Mirror',
        options: [
          { value: 'tags', label: 'Tags' },
          { value: 'all', label: 'All' },
        ],
      },
      { name: 'waitMinutes', type: 'number', title: 'Minutes to wait', default: 10 },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: `${receiverUrl}/subscribe/{{workspace_id}}`,
        query: { v: '{{app_version}}' },
        headers: { 'X-App': '{{app_id}}' },
        body: {
          json: {
            key: '{{api_key}}',
            app: '{{app_id}}',
            version: '{{app_version}}',
            workspace: '{{workspace_id}}',
            inputs: { token: '{{auth.crm_token}}', mirror: '{{auth.mirror}}', wait: '{{auth.waitMinutes}}' },
          },
        },
      },
      unsubscribe: {
        method: 'POST',
        url: `${receiverUrl}/unsubscribe`,
        body: { json: { app: '{{app_id}}', version: '{{app_version}}', workspace: '{{workspace_id}}' } },
      },
    },
  };
}
