import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { reviewRippleCover, reviewRippleMark, reviewRipplePalette } from './review-ripple-art.ts';
import { reviewRippleScreens } from './review-ripple-screens.ts';

const description = `Happy customers rarely write reviews. Not because they do not want to, but because nobody asked on the right day. **Review Ripple** asks, once, a few days after the parcel arrived.

## How it asks

1. Somebody gets the tag that you use for *delivered*.
2. After as many days as you choose, they get one friendly question.
3. Five stars lead to your review page. Anything less leads to you, before it leads to anybody else.

## What it never does

It offers nothing in return for a good review and hides no bad one. That would be against the rules of every review page, and against ours.

## In numbers

Shops that ask once, after four days, get about eight times as many reviews as shops that do not ask.`;

/** Asks for reviews; an unsubscribe request of its own form. */
export const reviewRipple = (): DemoApp => ({
  developer: 'parcel-and-pine',
  releases: [{ version: '1.8.1', changelog: 'Counts four days by default.', daysAgo: 67 }],
  art: {
    logo: logo(reviewRipplePalette, reviewRippleMark),
    cover: reviewRippleCover(),
    screenshots: reviewRippleScreens(),
  },
  manifest: {
    manifestVersion: 1,
    name: 'Review Ripple',
    slug: 'review-ripple',
    summary: 'Asks happy customers for a review, once, on the right day.',
    description,
    category: 'marketing',
    pricing: 'free-trial',
    pricingUrl: 'https://parcel-and-pine.example.com/review-ripple/prices',
    links: {
      support: 'https://parcel-and-pine.example.com/support',
      privacy: 'https://parcel-and-pine.example.com/privacy',
    },
    scopes: [
      { id: 'flow-tags:view', reason: 'To find the tag that you use for “delivered”.' },
      { id: 'messages:send', reason: 'To ask for the review, once for each person.' },
    ],
    authInputs: [
      {
        name: 'review_page',
        type: 'string',
        title: 'Address of your review page',
        required: true,
        placeholder: 'https://reviews.example.com/your-shop',
      },
      {
        name: 'delivered_tag',
        type: 'string',
        title: 'Your tag for “delivered”',
        required: true,
        placeholder: 'delivered',
      },
      { name: 'wait_days', type: 'number', title: 'Days to wait', required: false, default: 4 },
    ],
    requests: {
      subscribe: {
        method: 'POST',
        url: 'https://hooks.review-ripple.example/minimart',
        query: { workspace: '{{workspace_id}}' },
        body: {
          json: {
            key: '{{api_key}}',
            app: '{{app_id}}',
            page: '{{auth.review_page}}',
            tag: '{{auth.delivered_tag}}',
            days: '{{auth.wait_days}}',
          },
        },
      },
      unsubscribe: {
        method: 'POST',
        url: 'https://hooks.review-ripple.example/minimart/gone',
        body: { form: { workspace: '{{workspace_id}}', version: '{{app_version}}' } },
      },
    },
  },
});
