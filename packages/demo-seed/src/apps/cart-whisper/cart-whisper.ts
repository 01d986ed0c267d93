import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { cartWhisperCover, cartWhisperMark, cartWhisperPalette } from './cart-whisper-art.ts';
import { cartWhisperScreens } from './cart-whisper-screens.ts';

const description = `Seven of ten baskets are left behind. Most of their owners were only interrupted. **Cart Whisper** sends one quiet reminder, at the right moment, in the chat where the conversation began.

## One reminder, not five

1. Your shop tells us that a basket has been still for a while.
2. We look whether its owner chats with your bot.
3. They get one message with what they left, and a link straight back to it.

If they buy, they are tagged \`came back\`. If they do not, nothing else happens.

## What you see

- How many baskets were left, reminded and recovered, day by day
- Which products are left behind most often
- What a reminder brings on average

## Works with

Any shop that can send a webhook when a basket changes. Guides for the common ones are in the documentation.`;

/** Reminds people of baskets they left; its vendor's server is not part of the demo. */
export const cartWhisper = (): DemoApp => ({
  developer: 'parcel-and-pine',
  releases: [
    { version: '2.3.0', changelog: 'Reports by product.', daysAgo: 120 },
    {
      version: '2.4.0',
      changelog: 'Asks for sub flows only if you want a reminder with buttons.',
      daysAgo: 12,
      frees: ['sub-flows:send'],
    },
  ],
  art: {
    logo: logo(cartWhisperPalette, cartWhisperMark),
    cover: cartWhisperCover(),
    screenshots: cartWhisperScreens(),
  },
  manifest: {
    manifestVersion: 1,
    name: 'Cart Whisper',
    slug: 'cart-whisper',
    summary: 'One quiet reminder for a basket that was left behind.',
    description,
    category: 'ecommerce',
    pricing: 'free-trial',
    pricingUrl: 'https://parcel-and-pine.example.com/cart-whisper/prices',
    links: {
      documentation: 'https://parcel-and-pine.example.com/cart-whisper',
      support: 'https://parcel-and-pine.example.com/support',
      privacy: 'https://parcel-and-pine.example.com/privacy',
    },
    scopes: [
      { id: 'messages:send', reason: 'To send the one reminder to the owner of a basket.' },
      { id: 'flow-tags:manage', reason: 'To tag those who came back, so that your flows can thank them.' },
      {
        id: 'sub-flows:send',
        reason: 'To send the reminder as a sub flow with buttons instead of plain text.',
        optional: true,
      },
    ],
    authInputs: [
      {
        name: 'shop_address',
        type: 'string',
        title: 'Address of your shop',
        required: true,
        placeholder: 'shop.example.com',
      },
      { name: 'shop_secret', type: 'string', title: 'Webhook secret of your shop', required: true, secret: true },
      { name: 'wait_minutes', type: 'number', title: 'Minutes before a reminder', required: true, default: 45 },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.parcel-and-pine.example/cart-whisper/{{workspace_id}}',
        headers: { 'X-Minimart-App': '{{app_id}}' },
        body: {
          json: {
            key: '{{api_key}}',
            version: '{{app_version}}',
            shop: { address: '{{auth.shop_address}}', secret: '{{auth.shop_secret}}' },
            waitMinutes: '{{auth.wait_minutes}}',
          },
        },
      },
      unsubscribe: { method: 'DELETE', url: 'https://hooks.parcel-and-pine.example/cart-whisper/{{workspace_id}}' },
    },
  },
});
