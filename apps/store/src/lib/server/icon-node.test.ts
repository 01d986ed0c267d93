import { expect, test } from 'vitest';
import { iconNode } from './icon-node.ts';

test('draws any lucide icon that a plugin names', () => {
  expect(iconNode('tag')?.[0]?.[0]).toBe('path');
  expect(iconNode('message-square')).not.toBeNull();
  expect(iconNode('trash-2')).not.toBeNull();
});

test.each(['', 'no-such-icon', 'constructor', '__proto__'])('knows no icon %j', (name) => {
  expect(iconNode(name)).toBeNull();
});
