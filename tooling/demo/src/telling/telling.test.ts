import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { expectThat } from './expect-that.ts';
import { createTelling, StoryEnds } from './telling.ts';

function listen() {
  const lines: string[] = [];
  return { lines, telling: createTelling((line) => lines.push(stripVTControlCharacters(line))) };
}

describe('telling', () => {
  it('counts and prints what passed, and hands the value on', async () => {
    const { telling, lines } = listen();
    expect(await telling.step('opens the door', async () => ({ shows: '200', value: 7 }))).toBe(7);
    expect(telling).toMatchObject({ passed: 1, failed: 0 });
    expect(lines[0]).toMatch(/✓ opens the door +200$/u);
  });

  it('goes on after a check that is wrong, and ends after a step that is', async () => {
    const { telling } = listen();
    const wrong = async (): Promise<never> => {
      expectThat(false, 'The door is shut.');
    };
    await telling.check('a', wrong);
    await expect(telling.step('b', wrong)).rejects.toThrow(StoryEnds);
    expect(telling).toMatchObject({ passed: 0, failed: 2 });
  });

  it('prints no key in full, not even in a failure', async () => {
    const { telling, lines } = listen();
    const key = `mm_live_${'a'.repeat(38)}`;
    await telling.check('a', async () => key);
    await telling.check('b', async () => {
      throw new Error(`no good: ${key}`);
    });
    expect(lines.join('\n')).not.toContain(key);
  });
});
