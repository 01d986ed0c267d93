import type { AppTemplate } from './template.ts';

/** A server that tells a team's channel what happens in the bot. */
export const notifyChannel: AppTemplate = {
  id: 'notify-channel',
  title: 'Notify a channel',
  description:
    'Posts to a channel of a team’s chat when something happens in a bot. The owner enters the channel’s address; your server watches and posts.',
  manifest: {
    category: 'communication',
    description: [
      'Say here what is posted, and when.',
      '## What you need\n\n- The incoming address (webhook) of the channel, which you enter when you install',
    ].join('\n\n'),
    scopes: [
      { id: 'custom-events:view', reason: 'To see the events that the channel is told of.' },
      { id: 'subscribers:view', reason: 'To say who an event is about.', optional: true },
    ],
    authInputs: [
      {
        name: 'channel_url',
        type: 'string',
        format: 'https-url',
        title: 'Address of the channel',
        description: 'The incoming webhook of the channel. Whoever knows it can post there.',
        required: true,
        secret: true,
      },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.example.com/notify/{{workspace_id}}',
        body: { json: { key: '{{api_key}}', channel: '{{auth.channel_url}}' } },
      },
      unsubscribe: { method: 'POST', url: 'https://hooks.example.com/notify/{{workspace_id}}/gone' },
    },
  },
};
