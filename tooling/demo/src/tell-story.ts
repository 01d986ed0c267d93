import { randomUUID } from 'node:crypto';
import { createCaller } from './create-caller.ts';
import { openReceiver } from './open-receiver.ts';
import type { Demo } from './read-demo-file.ts';
import { StoryEnded, type Reporter } from './reporter.ts';
import type { Story } from './story.ts';
import { tellOfBadInput } from './steps/tell-of-bad-input.ts';
import { tellOfFarewell } from './steps/tell-of-farewell.ts';
import { tellOfInstalling } from './steps/tell-of-installing.ts';
import { tellOfPublishing } from './steps/tell-of-publishing.ts';
import { tellOfTheKey } from './steps/tell-of-the-key.ts';

/** Tells the main story from publishing to farewell, with the wrong turns in between; ends at the first step that is wrong. */
export async function tellStory(demo: Demo, reporter: Reporter): Promise<void> {
  const receiver = await openReceiver();
  const slug = `story-${randomUUID().slice(0, 8)}`;
  const story: Story = { call: createCaller(demo.baseUrl), demo, receiver, reporter, slug, crmToken: randomUUID() };
  try {
    const app = await tellOfPublishing(story);
    await tellOfBadInput(story);
    const installed = await tellOfInstalling(story, app);
    await tellOfTheKey(story, installed);
    await tellOfFarewell(story, { app, installed });
  } catch (error) {
    if (!(error instanceof StoryEnded)) throw error;
  } finally {
    await receiver.close();
  }
}
