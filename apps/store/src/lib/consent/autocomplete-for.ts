/** What a browser may fill in, by the name of an auth input: the tokens of WCAG 1.3.5 for a person's own data, `off` for everything else and for secrets. */
export function autocompleteFor(input: {
  name: string;
  secret: boolean;
}): 'off' | 'email' | 'tel' | 'url' | 'organization' | 'one-time-code' {
  const words = input.name.toLowerCase().split(/[_-]+/);
  if (words.includes('otp') || words.includes('totp')) return 'one-time-code';
  if (input.secret) return 'off';
  if (words.includes('email') || words.includes('mail')) return 'email';
  if (words.includes('phone') || words.includes('tel')) return 'tel';
  if (words.includes('url') || words.includes('website')) return 'url';
  if (words.includes('company') || words.includes('organisation') || words.includes('organization'))
    return 'organization';
  return 'off';
}
