import { expect, test } from 'vitest';
import { parseAppList } from './parse-app-list.ts';

test.each([
  ['', []],
  [' tag-sync \n\nwelcome-mat,night-desk\r\ntag-sync', ['tag-sync', 'welcome-mat', 'night-desk']],
  ['https://store.example/apps/tag-sync', ['tag-sync']],
  ['app_123', ['app_123']],
])('%j names %j', (text, apps) => {
  expect(parseAppList(text)).toEqual(apps);
});
