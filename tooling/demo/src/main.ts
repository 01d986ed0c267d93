import { createReporter } from './reporter.ts';
import { findOrStartSystem } from './find-or-start-system.ts';
import { tellStory } from './tell-story.ts';

const reporter = createReporter((line) => console.log(line));
const system = await findOrStartSystem((line) => console.log(line));
try {
  await tellStory(system.demo, reporter);
} finally {
  await system.stop();
}
console.log(`\n${reporter.closingLine()}`);
process.exitCode = reporter.hasFailed() ? 1 : 0;
