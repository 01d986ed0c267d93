import type { AuthInputType, FormatId } from '@minimart/auth-inputs';

/** What the types are called, and what each is for. */
export const typeWords: Record<AuthInputType, { label: string; hint: string }> = {
  string: { label: 'String', hint: 'One line of text.' },
  text: { label: 'Text', hint: 'Several lines of text.' },
  number: { label: 'Number', hint: 'A number, whole or not.' },
  checkbox: { label: 'Checkbox', hint: 'Yes or no.' },
  select: { label: 'Select', hint: 'One of the options that you give.' },
};

/** What the formats are called. */
export const formatWords: Record<FormatId, string> = {
  email: 'E-mail address',
  url: 'Web address',
  'https-url': 'Web address with https',
  domain: 'Domain',
  phone: 'Phone number with its country',
  digits: 'Digits only',
  identifier: 'Letters, digits, - and _',
  uuid: 'UUID',
};
