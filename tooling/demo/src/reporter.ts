import colors from 'picocolors';

/** Runs steps and tells of each: what was done, what came back, and whether that was right. */
export interface Reporter {
  chapter(title: string): void;
  /** Runs one step; `work` answers what came back in a few words, and throws when it is wrong. Later steps need its value, so a failure ends the story. */
  step<Value>(title: string, work: () => Promise<{ saw: string; value: Value }>): Promise<Value>;
  hasFailed(): boolean;
  closingLine(): string;
}

/** Thrown after a failed step was told of; nothing more needs to be said. */
export class StoryEnded extends Error {}

const width = 58;

/** Writes aligned lines with `print`. */
export function createReporter(print: (line: string) => void): Reporter {
  let passed = 0;
  let failed = 0;
  return {
    chapter: (title) => print(`\n  ${colors.bold(title)}`),
    async step(title, work) {
      try {
        const { saw, value } = await work();
        passed += 1;
        print(`  ${colors.green('✓')} ${title.padEnd(width)} ${colors.dim(saw)}`);
        return value;
      } catch (error) {
        failed += 1;
        print(`  ${colors.red('✗')} ${title.padEnd(width)} ${(error as Error).message}`);
        throw new StoryEnded();
      }
    },
    hasFailed: () => failed > 0 || passed === 0,
    closingLine: () => `${passed} passed, ${failed} failed`,
  };
}
