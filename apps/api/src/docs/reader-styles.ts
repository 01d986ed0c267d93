import { createHash } from 'node:crypto';

/** A text as a policy for content names it (Content Security Policy 3, 2.3.1). */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * What `@scalar/api-reference` writes into its page as style elements, in the version that is pinned. A test opens the page in a
 * browser and fails where another version writes others: it prints them.
 */
export const readerStyles: readonly string[] = [
  // Its own sheet, the reset of its buttons, its theme, its toasts, and an empty one that is filled by script.
  "'sha256-d7niGYA9R/xp7r1pyc/+3ntTepKCabnrqd2exao76s4='",
  "'sha256-DLlkYCuDYGe6ME23YkUFB7Tc36rGDeo4mVBFbZX3uaU='",
  "'sha256-rO+6k1mDRASa9Q8IQu9I3bF+bjRdxDreAZCyGSaxzeI='",
  "'sha256-ZW1GSuo0pKyEx5Ar7ZC5Dflb/mjatjeTW9aVx0iZAzE='",
  hashOf(''),
];
