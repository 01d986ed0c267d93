import type { DemoApp } from '../../demo-content.types.ts';
import type { DemoPlaces } from '../../demo-places.ts';
import { logo } from '../../drawing/logo.ts';
import { welcomeMatCover, welcomeMatMark, welcomeMatPalette } from './welcome-mat-art.ts';
import { welcomeMatScreens } from './welcome-mat-screens.ts';

const description = `The first message decides whether somebody stays. **Welcome Mat** greets each new subscriber in your own words, waits as long as you say, and then opens the sub flow that shows them around.

## Why it works

A greeting that comes in the first minute, and sounds like you, is read by almost everybody. A second one on the same day is not. Welcome Mat sends exactly one of each kind and keeps count, so nobody is greeted twice.

## What you decide

- The words of the greeting, with line breaks and as long as you like
- How many minutes to wait before the tour begins
- Whether weekends count

## Good manners

Welcome Mat never writes to somebody who has unsubscribed, never sends at night in the subscriber’s own time zone, and stops for good when you uninstall it.`;

/** Greets new subscribers; its requests reach the demo's receiver. */
export function welcomeMat({ receiverUrl }: DemoPlaces): DemoApp {
  return {
    developer: 'lantern-works',
    releases: [
      { version: '1.0.0', changelog: 'First release.', daysAgo: 96 },
      { version: '1.0.1', changelog: 'Weekends can be left out.', daysAgo: 61 },
    ],
    art: { logo: logo(welcomeMatPalette, welcomeMatMark), cover: welcomeMatCover(), screenshots: welcomeMatScreens() },
    manifest: {
      manifestVersion: 1,
      name: 'Welcome Mat',
      slug: 'welcome-mat',
      summary: 'A first hello in your own words, and a tour that starts when you say.',
      description,
      category: 'communication',
      pricing: 'free',
      links: {
        documentation: 'https://lantern-works.example.com/welcome-mat/docs',
        support: 'https://lantern-works.example.com/help',
        privacy: 'https://lantern-works.example.com/privacy',
      },
      scopes: [
        { id: 'messages:send', reason: 'To send your greeting to each new subscriber, once.' },
        {
          id: 'sub-flows:send',
          reason: 'To open the tour after the greeting. Without it there is a greeting and no tour.',
          optional: true,
        },
      ],
      authInputs: [
        {
          name: 'greeting',
          type: 'text',
          title: 'Your greeting',
          required: true,
          placeholder: 'Hello, and welcome! Ask us anything, we are here until six.',
          description: 'Up to 600 characters, line breaks and all.',
          maxLength: 600,
        },
        {
          name: 'wait_minutes',
          type: 'number',
          title: 'Minutes before the tour',
          required: false,
          default: 5,
          description: 'Five works well; zero starts it at once.',
        },
        { name: 'skip_weekends', type: 'checkbox', title: 'Stay quiet on weekends', required: false, default: false },
      ],
      requests: {
        subscribe: {
          method: 'POST',
          url: `${receiverUrl}/welcome-mat/subscribe`,
          query: { v: '{{app_version}}' },
          body: {
            json: {
              workspace: '{{workspace_id}}',
              version: '{{app_version}}',
              key: '{{api_key}}',
              greeting: '{{auth.greeting}}',
              tour: { waitMinutes: '{{auth.wait_minutes}}', skipWeekends: '{{auth.skip_weekends}}' },
            },
          },
        },
        unsubscribe: {
          method: 'POST',
          url: `${receiverUrl}/welcome-mat/unsubscribe`,
          body: { json: { workspace: '{{workspace_id}}' } },
        },
      },
    },
  };
}
