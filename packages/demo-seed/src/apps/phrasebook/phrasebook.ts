import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { phrasebookCover, phrasebookMark, phrasebookPalette } from './phrasebook-art.ts';
import { phrasebookScreens } from './phrasebook-screens.ts';

const description = `Nobody likes to write the same sentence for the hundredth time, and nobody likes to read one that sounds like it. **Phrasebook** is a library of 240 answers that were written with care, ready to copy.

## Inside

- Greetings, apologies, delays, refunds, thanks and goodbyes
- Each in three tones: *plain*, *warm* and *brief*
- In English, German, Spanish and French

## No strings

Phrasebook has **no permissions and no server**. It is a book: it opens inside your workspace, and it knows nothing about you. It works the moment you install it.

## How to use it

Search for what you want to say, choose a tone, copy. Placeholders such as *first name* are marked, so that you never send one by accident.`;

/** A library of sentences; no scopes, no requests: active at once. */
export const phrasebook = (): DemoApp => ({
  developer: 'fold-and-co',
  releases: [{ version: '4.1.0', changelog: 'French is here.', daysAgo: 20 }],
  art: { logo: logo(phrasebookPalette, phrasebookMark), cover: phrasebookCover(), screenshots: phrasebookScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Phrasebook',
    slug: 'phrasebook',
    summary: '240 well-written answers in three tones, ready to copy.',
    description,
    category: 'productivity',
    pricing: 'free',
    links: {
      documentation: 'https://fold-and-co.example.com/phrasebook',
      support: 'https://fold-and-co.example.com/hello',
    },
    scopes: [],
    authInputs: [],
    requests: {},
  },
});
