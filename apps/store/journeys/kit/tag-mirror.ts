import { randomBytes } from 'node:crypto';
import { openReceiver, type AppServer } from './open-receiver.ts';
import type { JourneyApp } from './journey-app.ts';
import { publishApp } from './publish-app.ts';

/** The manifest of the app that most journeys install: one scope required, two optional, a secret and an open auth input; its name is its own. */
export function tagMirrorManifest(serverUrl: string): Record<string, unknown> {
  return {
    name: `Tag Mirror ${randomBytes(2).toString('hex')}`,
    summary: 'Shows your tags in your CRM.',
    description: 'Your tags, where your **sales people** look.',
    category: 'marketing',
    links: { privacy: 'https://mirror.example.com/privacy' },
    scopes: [
      { id: 'flow-tags:view', reason: 'To read the tags we mirror.' },
      { id: 'flow-tags:manage', reason: 'To add the tags that only your CRM has.', optional: true },
      { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true },
    ],
    authInputs: [
      {
        name: 'crm_token',
        type: 'string',
        title: 'CRM token',
        required: true,
        secret: true,
        description: 'Under Settings, API tokens.',
      },
      { name: 'list', type: 'string', title: 'Name of the list', required: true },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: `${serverUrl}/minimart/{{workspace_id}}`,
        query: { v: '{{app_version}}' },
        headers: { 'X-App': '{{app_id}}' },
        body: { json: { key: '{{api_key}}', token: '{{auth.crm_token}}', list: '{{auth.list}}' } },
      },
      unsubscribe: {
        method: 'POST',
        url: `${serverUrl}/minimart/{{workspace_id}}/gone`,
        body: { json: { app: '{{app_id}}' } },
      },
    },
  };
}

/** The app in the store, with the developer's server behind it. */
export interface TagMirror extends AsyncDisposable {
  app: JourneyApp;
  server: AppServer;
}

/** Publishes it with a server of its own. */
export async function openTagMirror(): Promise<TagMirror> {
  const server = await openReceiver();
  const app = await publishApp(tagMirrorManifest(server.url));
  return { app, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
