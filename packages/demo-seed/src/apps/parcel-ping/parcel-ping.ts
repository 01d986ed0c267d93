import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { parcelPingCover, parcelPingMark, parcelPingPalette } from './parcel-ping-art.ts';
import { parcelPingScreens } from './parcel-ping-screens.ts';

const description = `“Where is my parcel?” is the most frequent question in every shop. **Parcel Ping** answers it before it is asked.

## Four pings

1. *Packed*: we have it in hand
2. *On its way*: with the carrier’s link
3. *Today*: between two and four
4. *There*: and a thank you

Turn off the ones you do not need. People who answer *stop* get none.

## Carriers

More than sixty, from the large ones to bicycle couriers. If yours has a tracking page, it works.

## One permission

Parcel Ping sends messages. It sees neither your tags nor your conversations, and it learns who to write to from your shop.`;

/** Shipping updates; only a subscribe request, so that an app without an unsubscribe request can be seen. */
export const parcelPing = (): DemoApp => ({
  developer: 'parcel-and-pine',
  releases: [{ version: '2.0.0', changelog: 'Bicycle couriers.', daysAgo: 19 }],
  art: { logo: logo(parcelPingPalette, parcelPingMark), cover: parcelPingCover(), screenshots: parcelPingScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Parcel Ping',
    slug: 'parcel-ping',
    summary: 'Tells people where their parcel is before they ask.',
    description,
    category: 'ecommerce',
    links: {
      documentation: 'https://parcel-and-pine.example.com/parcel-ping',
      support: 'https://parcel-and-pine.example.com/support',
      privacy: 'https://parcel-and-pine.example.com/privacy',
    },
    scopes: [{ id: 'messages:send', reason: 'To send the four pings on a parcel’s way.' }],
    authInputs: [
      { name: 'carrier_token', type: 'string', title: 'Carrier token', required: true, secret: true },
      {
        name: 'thank_you',
        type: 'text',
        title: 'Your thank you',
        required: false,
        placeholder: 'Enjoy! And tell us how it is.',
        maxLength: 300,
      },
      { name: 'quiet_nights', type: 'checkbox', title: 'No pings at night', required: false, default: true },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.parcel-and-pine.example/parcel-ping/{{workspace_id}}',
        headers: { 'X-Minimart-App': '{{app_id}}' },
        body: {
          json: {
            key: '{{api_key}}',
            version: '{{app_version}}',
            carrierToken: '{{auth.carrier_token}}',
            thankYou: '{{auth.thank_you}}',
            quietNights: '{{auth.quiet_nights}}',
          },
        },
      },
    },
  },
});
