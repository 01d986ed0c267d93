import { expect, test } from 'vitest';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const span = 'b7ad6b7169203331';

test('reads what is well formed, and writes it as it was', () => {
  const read = parseTraceparent(`00-${trace}-${span}-01`);
  expect(read).toEqual({ traceId: trace, spanId: span, traceFlags: 1, isRemote: true });
  expect(formatTraceparent(read!)).toBe(`00-${trace}-${span}-01`);
});

test('reads a later version by the part it knows, with the one flag it knows', () => {
  expect(parseTraceparent(`cc-${trace}-${span}-ff-what-is-to-come`)).toMatchObject({ traceId: trace, traceFlags: 1 });
});

test.each([
  undefined,
  null,
  '',
  `00-${trace}-${span}`,
  `00-${trace.toUpperCase()}-${span}-01`,
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `ff-${trace}-${span}-01`,
  `00-${trace}-${span}-01-more`,
  `00-${trace}-${span}-01\n`,
  `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
])('takes %j for none', (text) => {
  expect(parseTraceparent(text)).toBeUndefined();
});
