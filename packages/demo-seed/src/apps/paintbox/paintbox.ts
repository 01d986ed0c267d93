import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { paintboxCover, paintboxMark, paintboxPalette } from './paintbox-art.ts';
import { paintboxScreens } from './paintbox-screens.ts';

const description = `Your chat widget is often the first thing people see of you. **Paintbox** gives it your colours, and checks that everybody can read them.

## What is in the box

- Palettes made from your logo, or from one colour you like
- A preview of the widget on a phone and on a desk, by day and by night
- The contrast of every pair of colours, measured against WCAG 2.2

## Nothing to connect

Paintbox works in your browser. It asks for no permission and sends nothing anywhere, so it is ready as soon as you install it.

Choose a name for your palette when you install; you can make as many as you like later.`;

/** Colours for the chat widget; an auth input but neither scopes nor requests. */
export const paintbox = (): DemoApp => ({
  developer: 'fold-and-co',
  releases: [{ version: '1.5.0', changelog: 'Previews by night.', daysAgo: 5 }],
  art: { logo: logo(paintboxPalette, paintboxMark), cover: paintboxCover(), screenshots: paintboxScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Paintbox',
    slug: 'paintbox',
    summary: 'Your colours for the chat widget, readable for everybody.',
    description,
    category: 'productivity',
    pricing: 'free',
    links: {
      documentation: 'https://fold-and-co.example.com/paintbox',
      support: 'https://fold-and-co.example.com/hello',
    },
    scopes: [],
    authInputs: [
      {
        name: 'palette_name',
        type: 'string',
        title: 'Name of your palette',
        required: false,
        placeholder: 'Spring',
        maxLength: 40,
      },
    ],
    requests: {},
  },
});
