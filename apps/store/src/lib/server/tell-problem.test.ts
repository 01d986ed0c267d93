import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { langOf, tellProblem } from './tell-problem.ts';

const problem = {
  type: 'about:blank',
  title: 'Not possible now',
  status: 409,
  code: 'app_not_allowed',
  detail: 'Tag Sync is blocked in this workspace.',
  standing: 'blocked',
};
const german = 'Die App ist in diesem Workspace gesperrt. Ein Inhaber kann das in der Richtlinie ändern.';

test('in English a page says what the API says', () => {
  expect(tellProblem(problem)).toBe(problem);
  expect(langOf('Enter a value.', problem)).toBeUndefined();
});

test('in German a page says it in German, by the code and what else is known', () => {
  speak('de', () => {
    expect(tellProblem(problem)).toEqual({ ...problem, detail: german });
    expect(tellProblem({ ...problem, standing: 'unlisted' }).detail).toContain('auf der Liste');
    const reasons = ['own_app', 'never_active', 'too_early', undefined];
    const told = reasons.map((reason) => tellProblem({ ...problem, code: 'review_not_earned', reason }).detail);
    expect(new Set(told).size).toBe(4);
  });
});

test.each(['limit_of_tomorrow', 'toString'])(
  'the code %s that nobody has translated is told in English, marked so',
  (code) => {
    speak('de', () => {
      const told = tellProblem({ ...problem, code });
      expect(told).toMatchObject({ detail: problem.detail, lang: 'en' });
      expect(langOf(told.detail, told)).toBe('en');
    });
  },
);

const errorsOf = (...messages: string[]) => messages.map((message, place) => ({ path: `field${place}`, message }));

test('errors that say no more than the code are said once, in German', () => {
  speak('de', () => {
    const told = tellProblem({ ...problem, errors: errorsOf('Version 2 is current.', 'It is.') });
    expect(told.errors).toEqual([{ path: 'field0', message: german }]);
  });
});

test('errors of fields stay, marked as English but for one that repeats the detail', () => {
  speak('de', () => {
    const told = tellProblem({
      ...problem,
      code: 'invalid_request',
      errors: errorsOf(problem.detail, 'Enter a value.'),
    });
    expect(told.errors).toEqual(errorsOf(told.detail, 'Enter a value.'));
    expect(told.errors!.map(({ message }) => langOf(message, told))).toEqual([undefined, 'en']);
  });
});
