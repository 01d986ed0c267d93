import type { DemoApp } from '../../demo-content.types.ts';
import { logo } from '../../drawing/logo.ts';
import { tagToolboxCover, tagToolboxMark, tagToolboxPalette } from './tag-toolbox-art.ts';
import { tagToolboxScreens } from './tag-toolbox-screens.ts';

const description = `A command for people who have four hundred tags and remember why for about thirty of them. **Tag Toolbox** lists, renames, merges and removes tags from your terminal, and shows what it is going to do before it does it.

## A minute with it

    $ tagbox list --like newsletter
    $ tagbox merge "news letter" newsletter --dry-run
    $ tagbox remove --unused

## You hold the key

Tag Toolbox runs on your own computer and has no server. So there is nobody to send the key to: it is **shown to you once**, right after you agree. Put it into \`tagbox login\` and it is stored in your system’s keychain.

## Safe by habit

- Every change is shown as a list first, and asks
- Every removal is written to a file that can be played back
- Without the permission to change tags it still lists and searches

Lost the key? Uninstall and install again; the old one stops working the same moment.`;

/** A command-line tool: scopes but no subscribe request, so its key is shown to the owner once. */
export const tagToolbox = (): DemoApp => ({
  developer: 'open-bench',
  releases: [
    { version: '0.8.0', changelog: 'Dry runs.', daysAgo: 300 },
    { version: '0.9.0', changelog: 'Merging of tags.', daysAgo: 141 },
  ],
  art: { logo: logo(tagToolboxPalette, tagToolboxMark), cover: tagToolboxCover(), screenshots: tagToolboxScreens() },
  manifest: {
    manifestVersion: 1,
    name: 'Tag Toolbox',
    slug: 'tag-toolbox',
    summary: 'List, merge and clean up tags from your terminal.',
    description,
    category: 'developer-tools',
    pricing: 'free',
    links: { documentation: 'https://open-bench.example.com/tagbox', support: 'https://open-bench.example.com/issues' },
    scopes: [
      { id: 'flow-tags:view', reason: 'To list and search your tags in the terminal.' },
      { id: 'flow-tags:manage', reason: 'To create, merge and remove tags when you tell it to.', optional: true },
    ],
    authInputs: [],
    requests: {},
  },
});
