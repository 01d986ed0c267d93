import type { DemoApp } from '../../demo-content.types.ts';
import type { DemoPlaces } from '../../demo-places.ts';
import { logo } from '../../drawing/logo.ts';
import { ledgerLinkCover, ledgerLinkMark, ledgerLinkPalette } from './ledger-link-art.ts';
import { ledgerLinkScreens } from './ledger-link-screens.ts';

const description = `When an invoice is paid, your bot should know. When one is overdue, it should know that first. **Ledger Link** brings the state of your books to the conversation as three tags: \`paid\`, \`open\` and \`overdue\`.

## What changes for you

- Your flows can thank, remind and hold back, by a tag that is always right
- Nobody who has paid this morning is reminded this afternoon
- Your accountants keep their tool and you keep yours

## What Ledger Link does not do

It sends no messages and reads no conversations. No amount, no bank detail and no invoice leaves your books: the only thing that travels is one of three words.

## Connecting

You need the client code of your books, from *Settings › Connections*. Ledger Link checks it while you install and tells you at once if it is not right; correct it and try again. In this demo the code is **ORCHARD-42**, and every other one is refused.`;

/** Tags customers by the state of their invoices; the demo's receiver refuses it unless the client code is right. */
export function ledgerLink({ receiverUrl }: DemoPlaces): DemoApp {
  return {
    developer: 'quillmark',
    releases: [{ version: '3.0.2', changelog: 'Checks the client code while you install.', daysAgo: 75 }],
    art: { logo: logo(ledgerLinkPalette, ledgerLinkMark), cover: ledgerLinkCover(), screenshots: ledgerLinkScreens() },
    manifest: {
      manifestVersion: 1,
      name: 'Ledger Link',
      slug: 'ledger-link',
      summary: 'Paid, open or overdue: the state of your invoices as tags.',
      description,
      category: 'payments',
      pricing: 'paid',
      pricingUrl: 'https://quillmark.example.com/ledger-link/prices',
      links: {
        documentation: 'https://quillmark.example.com/ledger-link',
        privacy: 'https://quillmark.example.com/privacy',
      },
      scopes: [
        { id: 'flow-tags:view', reason: 'To see whether the three tags are there already.' },
        { id: 'flow-tags:manage', reason: 'To create the tags paid, open and overdue.' },
      ],
      authInputs: [
        {
          name: 'client_code',
          type: 'string',
          title: 'Client code',
          required: true,
          placeholder: 'ORCHARD-…',
          description: 'Under Settings › Connections of your books. The demo accepts ORCHARD-42.',
          maxLength: 40,
        },
        {
          name: 'grace_days',
          type: 'number',
          title: 'Days of grace',
          required: false,
          default: 3,
          description: 'How long after the due date an invoice counts as overdue.',
        },
      ],
      requests: {
        subscribe: {
          method: 'POST',
          url: `${receiverUrl}/ledger-link/subscribe`,
          body: {
            json: {
              workspace: '{{workspace_id}}',
              version: '{{app_version}}',
              key: '{{api_key}}',
              clientCode: '{{auth.client_code}}',
              graceDays: '{{auth.grace_days}}',
            },
          },
        },
        unsubscribe: {
          method: 'POST',
          url: `${receiverUrl}/ledger-link/unsubscribe`,
          body: { json: { workspace: '{{workspace_id}}' } },
        },
      },
    },
  };
}
