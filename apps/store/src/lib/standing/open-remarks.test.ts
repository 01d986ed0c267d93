import { expect, it } from 'vitest';
import { openRemarks, remarksByField } from './open-remarks.ts';

const remark = { pointer: '/summary', path: 'summary', message: 'Say more.', isChanged: false };
const review = {
  version: '1.0.0',
  status: 'refused' as const,
  submittedAt: '2026-01-01T00:00:00Z',
  decidedAt: null,
  note: '',
  fields: [remark, { ...remark, pointer: '/name', path: 'name', isChanged: true }],
};
const standing = { suspension: null, isReviewed: true, review };

it('shows a remark at its field until the draft is changed there', () => {
  expect(openRemarks(standing)).toEqual([remark]);
  expect(remarksByField(standing)).toEqual({ summary: 'Those who run the store say: Say more.' });
});

it('shows none once another version was sent, or none was', () => {
  expect(openRemarks({ ...standing, review: { ...review, status: 'waiting' } })).toEqual([]);
  expect(remarksByField({ ...standing, review: null })).toEqual({});
});
