import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import type { AuthInput } from '#lib/server/api.ts';
import { checkAuthFields } from './check-auth-fields.ts';

const token: AuthInput = { name: 'crm_token', title: 'CRM token', type: 'string', required: true, secret: true };
const port: AuthInput = {
  name: 'port',
  title: 'Port',
  type: 'number',
  required: false,
  secret: false,
  min: 1,
  step: 1,
};

test('says in plain words, at its field and above, what is wrong', () => {
  expect(checkAuthFields({ crm_token: '', port: '0' }, [token, port])).toEqual({
    summary: [
      { message: 'CRM token is missing.', href: '#auth-crm_token' },
      { message: 'Port must be 1 or more.', href: '#auth-port' },
    ],
    fields: { crm_token: 'CRM token is missing.', port: 'Port must be 1 or more.' },
  });
});

test('says in a German page which of it is English', () => {
  const told = speak('de', () => checkAuthFields({ crm_token: '' }, [token]));
  expect(told?.summary).toEqual([{ message: 'CRM token is missing.', href: '#auth-crm_token', lang: 'en' }]);
});

test('lets a secret that is kept stay empty, but not be wrong or erased', () => {
  const kept = new Set(['crm_token']);
  expect(checkAuthFields({ crm_token: '', port: '' }, [token, port], kept)).toBeUndefined();
  expect(checkAuthFields({ crm_token: 'a\nb' }, [token], kept)?.fields).toEqual({
    crm_token: 'CRM token must be one line.',
  });
  expect(checkAuthFields({ crm_token: null }, [token], kept)?.fields).toEqual({ crm_token: 'CRM token is missing.' });
});

test('takes an input named as what objects have by nature for any other', () => {
  const odd = { ...token, name: 'constructor', title: 'Odd' };
  expect(checkAuthFields({}, [odd])?.fields).toEqual({ constructor: 'Odd is missing.' });
  expect(checkAuthFields({}, [{ ...odd, required: false }])).toBeUndefined();
});
