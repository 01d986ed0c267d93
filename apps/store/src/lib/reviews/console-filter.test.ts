import { expect, it } from 'vitest';
import { readConsoleFilter, writeConsoleFilter } from './console-filter.ts';

it('reads back what it writes, and what it cannot mean counts for nothing', () => {
  const filter = { stars: '1', replied: 'false', cursor: 'x y' };
  const query = writeConsoleFilter(filter, { done: 'replied' });
  expect(query).toBe('?stars=1&replied=false&cursor=x+y&done=replied');
  expect(readConsoleFilter(new URLSearchParams(query))).toEqual(filter);
  expect(writeConsoleFilter({ stars: '', replied: '', cursor: '' })).toBe('');
  expect(readConsoleFilter(new URLSearchParams('stars=9&replied=maybe'))).toEqual({
    stars: '',
    replied: '',
    cursor: '',
  });
});
