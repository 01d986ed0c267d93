import { styleText } from 'node:util';
import { maskSecrets } from './mask-secrets.ts';

/** What a step leaves: a few words to print, and a value for later steps. */
export interface Told<Value> {
  shows: string;
  value: Value;
}

/** Thrown after a step that later ones build on went wrong; it is counted and printed already. */
export class StoryEnds extends Error {
  override name = 'StoryEnds';
}

/** Prints the story and keeps count. */
export interface Telling {
  passed: number;
  failed: number;
  say(line: string): void;
  chapter(title: string): void;
  /** A step that others build on: when it is wrong the story ends. */
  step<Value>(title: string, run: () => Promise<Told<Value>>): Promise<Value>;
  /** A step that stands alone: when it is wrong the story goes on. */
  check(title: string, run: () => Promise<string>): Promise<void>;
}

const titleWidth = 58;

/** A telling that writes lines to `out`, in colour where the terminal has it. */
export function createTelling(out: (line: string) => void): Telling {
  let chapters = 0;
  const say = (line: string) => out(maskSecrets(line));
  const telling: Telling = { passed: 0, failed: 0, say, chapter, step, check };

  function chapter(title: string) {
    chapters += 1;
    say(`\n${styleText('bold', `${String(chapters).padStart(2)}  ${title}`)}`);
  }

  async function step<Value>(title: string, run: () => Promise<Told<Value>>): Promise<Value> {
    try {
      const { shows, value } = await run();
      good(title, shows);
      return value;
    } catch (error) {
      bad(title, error);
      throw new StoryEnds();
    }
  }

  async function check(title: string, run: () => Promise<string>): Promise<void> {
    await run().then(
      (shows) => good(title, shows),
      (error: unknown) => bad(title, error),
    );
  }

  function good(title: string, shows: string) {
    telling.passed += 1;
    say(`    ${styleText('green', '✓')} ${title.padEnd(titleWidth)} ${styleText('dim', shows)}`);
  }

  function bad(title: string, error: unknown) {
    telling.failed += 1;
    const reason = error instanceof Error ? error.message : String(error);
    say(`    ${styleText('red', '✗')} ${title}\n      ${styleText('red', reason.replaceAll('\n', '\n      '))}`);
  }

  return telling;
}
