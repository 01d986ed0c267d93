import { expect, test } from 'vitest';
import { describeDetail } from './describe-detail.ts';

test('facts are words and values', () => {
  const detail = {
    scopes: ['a:view', 'b:send'],
    installersBefore: 'owners',
    allowedNetworks: null,
    inputs: [],
    replaced: true,
  };
  expect(describeDetail(detail)).toEqual([
    { name: 'scopes', value: 'a:view, b:send' },
    { name: 'installers before', value: 'owners' },
    { name: 'allowed networks', value: 'none' },
    { name: 'inputs', value: 'none' },
    { name: 'replaced', value: 'yes' },
  ]);
});
