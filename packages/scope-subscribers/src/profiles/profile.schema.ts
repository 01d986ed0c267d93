import type { Profile } from '@minimart/chatbot';
import { z } from 'zod';

const genders = ['male', 'female'] as const;

/** A part of a profile; an empty text stands for nothing. */
const part = (what: string, example: string) =>
  z.string(`Give the ${what} as text.`).meta({ description: `The ${what}.`, examples: [example] });

const profileFields = {
  phone: part('phone number', '+61412340000').meta({
    description: 'The phone number: 3 to 20 digits, with or without a plus.',
  }),
  email: part('e-mail address', 'grace@example.com'),
  name: part('whole name', 'Grace Hopper')
    .optional()
    .meta({ description: 'The whole name, at most 100 characters; without it, first and last name make one.' }),
  first_name: part('first name', 'Grace').optional(),
  last_name: part('last name', 'Hopper').optional(),
  image: part('address of a picture', 'https://example.com/grace.png').optional(),
};

/** The profile of somebody who is to be added. One of phone number and e-mail address may be empty. */
export const newProfileFields = {
  ...profileFields,
  gender: z
    .enum(genders, 'Give the gender as "male" or "female", or leave it out.')
    .optional()
    .meta({ description: 'The gender.', examples: ['female'] }),
};

/** The parts of a profile that are to be changed; an empty text takes one away. */
export const changedProfileFields = {
  ...profileFields,
  phone: profileFields.phone.optional(),
  email: profileFields.email.optional(),
  gender: z
    .enum([...genders, ''], 'Give the gender as "male" or "female"; an empty text takes it away.')
    .optional()
    .meta({ description: 'The gender.', examples: ['female'] }),
};

const changedProfileSchema = z.object(changedProfileFields);

/** A profile in the chatbot's words. */
export function toProfile(body: z.output<typeof changedProfileSchema>): Profile {
  const { phone, email, name, first_name: firstName, last_name: lastName, image, gender } = body;
  return { phone, email, name, firstName, lastName, image, gender };
}
