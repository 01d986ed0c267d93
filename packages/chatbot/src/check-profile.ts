import { refuse } from './chatbot-error.ts';
import { checkName, checkText } from './check-text.ts';
import type { Gender, Profile } from './port/subscribers.ts';

/** A profile as it is stored: nothing is null. */
export interface StoredProfile {
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  gender: Gender | null;
  image: string | null;
}

/** The parts of a profile that were given, as they may be stored. */
export function checkProfile(profile: Profile): Partial<StoredProfile> {
  const given = Object.entries(checks).flatMap(([part, check]) => {
    const text = profile[part as keyof Profile];
    return text === undefined ? [] : [[part, text.trim() === '' ? null : check(text)]];
  });
  return Object.fromEntries(given) as Partial<StoredProfile>;
}

/** What a person is called who was given no name. */
export function fullName({ firstName, lastName }: Pick<StoredProfile, 'firstName' | 'lastName'>): string {
  return [firstName, lastName].filter((part) => part !== null).join(' ');
}

const checks: Record<keyof StoredProfile, (text: string) => string> = {
  name: checkName,
  firstName: checkName,
  lastName: checkName,
  email: checkEmail,
  phone: checkPhone,
  gender: checkGender,
  image: checkImage,
};

function checkEmail(text: string): string {
  const email = checkText(text).trim();
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+$/u.test(email)) {
    throw refuse('invalid_input', 'Give the e-mail address like ada@example.com, in at most 254 characters.');
  }
  return email;
}

/** Digits, with or without a plus; what people write between them is left out. */
function checkPhone(text: string): string {
  const phone = text.replaceAll(/[\s().\-/]/gu, '');
  if (!/^\+?\d{3,20}$/.test(phone)) {
    throw refuse('invalid_input', 'Give the phone number in 3 to 20 digits, like +61412345678.');
  }
  return phone;
}

function checkGender(gender: string): string {
  if (gender !== 'male' && gender !== 'female') throw refuse('invalid_input', 'A gender is "male" or "female".');
  return gender;
}

function checkImage(text: string): string {
  const image = checkText(text).trim();
  if (image.length > 2_000) {
    throw refuse('invalid_input', 'The address of a picture has at most 2,000 characters.');
  }
  return image;
}
