import type { DemoApp } from '../../demo-content.types.ts';
import type { DemoPlaces } from '../../demo-places.ts';
import { logo } from '../../drawing/logo.ts';
import { tagSyncCover, tagSyncMark, tagSyncPalette } from './tag-sync-art.ts';
import { tagSyncScreens } from './tag-sync-screens.ts';

const description = `Your CRM knows who is a customer, who is a lead and who asked not to be called. Your bot has tags for the same people, and sooner or later the two disagree. **Tag Sync** keeps them the same, in both directions, without a spreadsheet in between.

## What it does

- Mirrors every tag of your bot as a list in your CRM, within seconds of the install
- Creates the tags that exist only in the CRM, if you allow it
- Greets a new lead with the sub flow of your choice, if you allow it
- Leaves everything else alone: it never reads a conversation

## Setting it up

1. Make an API token in your CRM under *Settings › API tokens*.
2. Choose which side wins when the two disagree.
3. Agree. The first comparison starts at once, and your bot gets the tag \`synced-by-tag-sync\` so that you can see it working.

## When you leave

Uninstalling ends the connection the same moment. Tags that were created stay with you; the copy we hold of your tag names is deleted.

Pausing is possible too: turn both optional permissions off and Tag Sync only looks, and changes nothing.`;

/** Keeps a bot's tags and a CRM's lists the same; its requests reach the demo's receiver. */
export function tagSync({ receiverUrl }: DemoPlaces): DemoApp {
  return {
    developer: 'lantern-works',
    releases: [
      { version: '1.0.0', changelog: 'First release: mirror tags into CRM lists.', daysAgo: 210 },
      {
        version: '1.1.0',
        changelog: 'Choose which side wins. Permissions to create tags and to greet are optional now.',
        daysAgo: 34,
      },
    ],
    art: { logo: logo(tagSyncPalette, tagSyncMark), cover: tagSyncCover(), screenshots: tagSyncScreens() },
    manifest: {
      manifestVersion: 1,
      name: 'Tag Sync',
      slug: 'tag-sync',
      summary: 'Keeps your bot’s tags and your CRM’s lists the same, in both directions.',
      description,
      category: 'marketing',
      pricing: 'free-plan',
      pricingUrl: 'https://lantern-works.example.com/tag-sync/prices',
      links: {
        documentation: 'https://lantern-works.example.com/tag-sync/docs',
        support: 'https://lantern-works.example.com/help',
        privacy: 'https://lantern-works.example.com/privacy',
      },
      scopes: [
        { id: 'flow-tags:view', reason: 'To read the tags that we mirror into your CRM’s lists.' },
        {
          id: 'flow-tags:manage',
          reason: 'To create the tags that only your CRM has so far, and to remove those you delete there.',
          optional: true,
        },
        { id: 'sub-flows:send', reason: 'To greet a new lead with the sub flow that you choose.', optional: true },
      ],
      authInputs: [
        {
          name: 'crm_token',
          type: 'string',
          title: 'CRM token',
          required: true,
          secret: true,
          placeholder: 'crm_…',
          description:
            'From Settings › API tokens of your CRM. In this demo anything goes, but a token that starts with “wrong” is refused.',
        },
        {
          name: 'winner',
          type: 'select',
          title: 'When the two disagree',
          required: true,
          default: 'crm',
          options: [
            { value: 'crm', label: 'The CRM is right' },
            { value: 'bot', label: 'The bot is right' },
            { value: 'newest', label: 'The newest change is right' },
          ],
        },
      ],
      requests: {
        subscribe: {
          method: 'POST',
          url: `${receiverUrl}/tag-sync/subscribe`,
          headers: { 'X-App-Version': '{{app_version}}' },
          body: {
            json: {
              workspace: '{{workspace_id}}',
              app: '{{app_id}}',
              version: '{{app_version}}',
              key: '{{api_key}}',
              crmToken: '{{auth.crm_token}}',
              winner: '{{auth.winner}}',
            },
          },
        },
        unsubscribe: {
          method: 'POST',
          url: `${receiverUrl}/tag-sync/unsubscribe`,
          body: { json: { workspace: '{{workspace_id}}', app: '{{app_id}}' } },
        },
      },
    },
  };
}
