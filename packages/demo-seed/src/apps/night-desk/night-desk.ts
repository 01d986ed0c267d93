import type { DemoApp } from '../../demo-content.types.ts';
import type { DemoPlaces } from '../../demo-places.ts';
import { logo } from '../../drawing/logo.ts';
import { nightDeskCover, nightDeskMark, nightDeskPalette } from './night-desk-art.ts';
import { nightDeskScreens } from './night-desk-screens.ts';

const description = `You sleep. Some of your customers do not. **Night Desk** is a team of people, not a program, that answers for you between eight in the evening and eight in the morning.

## How a night goes

- Whoever writes after hours gets an answer within four minutes, from a person
- Easy things are settled from your own help pages
- Everything else is noted, tagged \`for the morning\`, and waits for you at eight with a short summary

## Who answers

Twelve people in three time zones, each of whom has read your help pages and passed your quiz. You can read every word they sent.

## A word about this demo

Night Desk’s server is **down** here, on purpose. Install it to watch a request wait: you see each attempt, when the next one is due, and the buttons to try at once or to cancel.`;

/** People who answer at night; the demo's receiver is down for it, so that a pending installation can be watched. */
export function nightDesk({ receiverUrl }: DemoPlaces): DemoApp {
  return {
    developer: 'harbour-nine',
    releases: [{ version: '1.2.0', changelog: 'A summary of the night at eight o’clock.', daysAgo: 48 }],
    art: { logo: logo(nightDeskPalette, nightDeskMark), cover: nightDeskCover(), screenshots: nightDeskScreens() },
    manifest: {
      manifestVersion: 1,
      name: 'Night Desk',
      slug: 'night-desk',
      summary: 'Real people who answer your customers while you sleep.',
      description,
      category: 'support',
      pricing: 'free-trial',
      pricingUrl: 'https://harbour-nine.example.com/night-desk/prices',
      links: {
        support: 'https://harbour-nine.example.com/contact',
        privacy: 'https://harbour-nine.example.com/privacy',
      },
      scopes: [
        { id: 'messages:send', reason: 'To answer people who write at night, as your bot.' },
        {
          id: 'flow-tags:manage',
          reason: 'To keep the tag “for the morning”, under which you find what is left to do.',
          optional: true,
        },
      ],
      authInputs: [
        {
          name: 'help_pages',
          type: 'text',
          title: 'Addresses of your help pages',
          required: true,
          placeholder: 'https://example.com/help',
          description: 'One on each line.',
        },
        {
          name: 'may_refund',
          type: 'checkbox',
          title: 'The night may promise refunds',
          required: false,
          default: false,
        },
      ],
      requests: {
        subscribe: {
          method: 'POST',
          url: `${receiverUrl}/night-desk/subscribe`,
          body: {
            json: {
              workspace: '{{workspace_id}}',
              version: '{{app_version}}',
              key: '{{api_key}}',
              helpPages: '{{auth.help_pages}}',
              mayRefund: '{{auth.may_refund}}',
            },
          },
        },
        unsubscribe: {
          method: 'POST',
          url: `${receiverUrl}/night-desk/unsubscribe`,
          body: { json: { workspace: '{{workspace_id}}' } },
        },
      },
    },
  };
}
