import type { DemoMessage, DemoSubscriber } from '../demo-content.types.ts';

/**
 * A subscriber whose conversation ended `minutesAgo`, from lines that start with `<` (the subscriber) or `>` (the bot);
 * two minutes lie between one line and the next.
 */
export function subscriber(name: string, minutesAgo: number, lines: readonly string[]): DemoSubscriber {
  const conversation = lines.map((line, index): DemoMessage => ({
    from: line.startsWith('<') ? 'subscriber' : 'bot',
    text: line.slice(1).trim(),
    minutesAgo: minutesAgo + (lines.length - 1 - index) * 2,
  }));
  return { name, conversation };
}
