const floorMs = 400;
const paths = ['/sign-up/email', '/request-password-reset'];

/**
 * Answers these calls after 400 ms at the earliest: what is done for an address that has an account differs from what is done for one that has none, and nobody
 * is to tell it by the clock. better-auth does so itself where a mail is sent again.
 */
export function answerEvenly(handle: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!paths.some((path) => pathname.endsWith(path))) return handle(request);
    const [answer] = await Promise.all([handle(request), new Promise((resolve) => setTimeout(resolve, floorMs))]);
    return answer;
  };
}
