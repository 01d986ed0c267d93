import { z } from 'zod';
import type { Config } from '../../config.ts';
import { platformPath } from './create-platform.ts';

/** What is said of the platform to whoever wants to sign in. */
export const platformOptions = z.object({
  password: z.boolean().describe('Whether e-mail address and password are taken, and passkeys.'),
  platform: z
    .object({
      name: z.string(),
      path: z
        .string()
        .describe('Where a visitor is sent to sign in there, with `next`, a path of the store, if wanted.'),
    })
    .nullable()
    .describe('The platform that runs the store, where its own accounts sign in.'),
});

/** The same, of these settings. */
export function presentPlatform({
  passwordSignIn,
  platform,
}: Pick<Config, 'passwordSignIn' | 'platform'>): z.output<typeof platformOptions> {
  return {
    password: passwordSignIn,
    platform: platform === undefined ? null : { name: platform.name, path: platformPath },
  };
}
