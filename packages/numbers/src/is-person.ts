import { isbot } from 'isbot';

/** Whether a program that calls itself this may have a person in front of it: it says something, and is no known bot. */
export function isPerson(userAgent: string | undefined): userAgent is string {
  return userAgent !== undefined && userAgent !== '' && !isbot(userAgent);
}
