import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { describeSearch } from './describe-search.ts';

const filter = { query: '', category: '', price: '', language: '', risk: '', developer: '', without: [], sort: '' };
const page = { total: 2, isMore: false, categories: [{ id: 'ai', label: 'AI' }], correctedQuery: null };

test('counts what was found, for what and where', () => {
  expect(describeSearch(filter, page).found).toBe('2 apps');
  const asked = { ...filter, query: 'tagz', category: 'ai' };
  expect(describeSearch(asked, { ...page, total: 1, correctedQuery: 'tags' })).toEqual({
    found: '1 app for “tags” in AI',
    category: 'AI',
    looked: 'tags',
  });
});

test('says that there are more than were counted', () => {
  const many = { ...page, total: 1000, isMore: true };
  expect(describeSearch({ ...filter, query: 'slack' }, many).found).toBe('More than 1,000 apps for “slack”');
});

test('a category without apps has its name all the same', () => {
  expect(describeSearch({ ...filter, category: 'developer-tools' }, page).category).toBe('Developer tools');
});

test('in German, too', () => {
  const asked = { ...filter, query: 'tags', category: 'ai' };
  const said = speak('de', () => [
    describeSearch(filter, page).found,
    describeSearch({ ...filter, query: 'tags' }, { ...page, total: 1 }).found,
    describeSearch(asked, page).found,
  ]);
  expect(said).toEqual(['2 Apps', '1 App zu „tags“', '2 Apps zu „tags“ in „KI“']);
});
