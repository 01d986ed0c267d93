import { expect, test } from 'vitest';
import { judgeAnswer } from './judge-answer.ts';

test.each([
  ['delivered', [200, 201, 202, 204, 299]],
  ['refused', [400, 401, 403, 409, 422]],
  ['gone', [410]],
  ['failed', [301, 302, 307, 308, 304, 404, 405, 408, 418, 425, 429, 500, 502, 503, 504]],
])('%s: %j', (verdict, statuses) => {
  expect(statuses.map(judgeAnswer)).toEqual(statuses.map(() => verdict));
});
