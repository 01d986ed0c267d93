import { StoryEnds } from '../telling/telling.ts';
import { badInput } from './bad-input.ts';
import { installApp } from './install-app.ts';
import { publishApp } from './publish-app.ts';
import { readListing } from './read-listing.ts';
import type { Story } from './story.ts';
import { uninstallApp } from './uninstall-app.ts';
import { useKey } from './use-key.ts';

/** The whole story, chapter by chapter; ends early when a step that others build on is wrong. */
export async function tellStory(story: Story): Promise<void> {
  try {
    const app = await publishApp(story);
    await readListing(story, app);
    const installed = await installApp(story, app);
    await useKey(story, installed.key);
    await badInput(story, app);
    await uninstallApp(story, app, installed);
  } catch (error) {
    if (!(error instanceof StoryEnds)) throw error;
    story.telling.say('\n    The story ends here: what follows builds on this step.');
  }
}
