import type { Call } from './create-caller.ts';
import type { StoryReceiver } from './open-receiver.ts';
import type { Demo } from './read-demo-file.ts';
import type { Reporter } from './reporter.ts';

/** What the chapters share. */
export interface Story {
  call: Call;
  demo: Demo;
  receiver: StoryReceiver;
  reporter: Reporter;
  slug: string;
  /** What the owner fills in; it must reach the receiver and nobody else. */
  crmToken: string;
}
