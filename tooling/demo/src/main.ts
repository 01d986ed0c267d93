import { styleText } from 'node:util';
import { tellStory } from './story/tell-story.ts';
import { createCaller } from './system/caller.ts';
import { findSystem } from './system/find-system.ts';
import { startReceiver } from './system/receiver.ts';
import { createTelling } from './telling/telling.ts';

const telling = createTelling((line) => console.log(line));
telling.say(styleText('bold', 'Minimart, the whole story'));
try {
  await using system = await findSystem(process.env, telling.say);
  await using receiver = await startReceiver();
  const { demo, started } = system;
  telling.say(
    `\n    system    ${demo.baseUrl}${started ? ' (started for this run)' : ''}\n    receiver  ${receiver.url} (in this process)`,
  );
  await tellStory({ demo, call: createCaller(demo.baseUrl), receiver, telling });
} catch (error) {
  telling.failed += 1;
  telling.say(styleText('red', `\n${error instanceof Error ? error.message : String(error)}`));
}
telling.say(
  `\n${styleText(telling.failed === 0 ? 'green' : 'red', `${telling.passed} passed, ${telling.failed} failed`)}`,
);
process.exitCode = telling.failed === 0 ? 0 : 1;
