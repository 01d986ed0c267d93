import { m } from '@minimart/messages';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';

/** How the visitor signs in: password, second step, passkeys. */
export async function readSignInMethods(asking: Asking) {
  return expectAnswer(toAnswer(await apiOf(asking).GET('/v1/me/sign-in-methods')), m.error_not_found());
}
