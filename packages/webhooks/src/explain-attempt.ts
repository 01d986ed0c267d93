import type { AttemptView } from './delivery.ts';

/** An attempt in plain words: what happened, and what its developer can do about it; null when nothing needs to be done. */
export interface AttemptExplanation {
  what: string;
  advice: string | null;
}

type Explained = Pick<AttemptView, 'outcome' | 'statusCode' | 'failure' | 'error'>;

/** Says in plain words what came of an attempt and what to do about it. */
export function explainAttempt({ outcome, statusCode, failure, error }: Explained): AttemptExplanation {
  if (outcome === 'delivered') return { what: `The server took it (${statusCode}).`, advice: null };
  if (outcome === 'lost')
    return {
      what: error ?? '',
      advice: 'Nothing. It is sent again with the same webhook-id, so a server that has it already can tell.',
    };
  if (failure === null) return byStatus(statusCode ?? 0);
  return { what: error ?? 'There was no answer.', advice: adviceByFailure[failure] ?? null };
}

function byStatus(status: number): AttemptExplanation {
  const known = statuses[status];
  if (known !== undefined) return known;
  if (status >= 300 && status < 400) {
    return {
      what: `The server answered ${status} and sent us elsewhere. Redirects are not followed.`,
      advice: 'Send requests to the final address instead.',
    };
  }
  if (status >= 500) {
    return {
      what: `The server failed (${status}).`,
      advice: 'Look into its log at the time of this attempt. It is tried again by itself.',
    };
  }
  return {
    what: `The server answered ${status}, which is neither yes nor no.`,
    advice: 'Answer 2xx for yes, and 400, 401, 403, 409 or 422 with a message for no. It is tried again by itself.',
  };
}

const statuses: Record<number, AttemptExplanation> = {
  400: {
    what: 'The server refused it (400 Bad Request).',
    advice: 'Compare the body that was sent with what your server expects.',
  },
  401: {
    what: 'The server refused it (401 Unauthorized).',
    advice: 'Check that your server verifies with the present signing secret, over the raw body, before it parses it.',
  },
  403: {
    what: 'The server refused it (403 Forbidden).',
    advice:
      'Check that your server verifies with the present signing secret, and that nothing in front of it keeps us out.',
  },
  404: {
    what: 'The server knows no such address (404 Not Found).',
    advice: 'Check the path of the address. It is tried again, in case the server is just being set up.',
  },
  405: {
    what: 'The server does not take this method there (405 Method Not Allowed).',
    advice: 'Check the method of the request against the route of your server.',
  },
  408: { what: 'The server gave up waiting for the request (408).', advice: 'It is tried again by itself.' },
  409: {
    what: 'The server refused it (409 Conflict).',
    advice: 'If your server knew of it already, answer 200 instead.',
  },
  410: {
    what: 'The server said that this address is gone for good (410 Gone), so nothing more is tried.',
    advice: 'If that was a mistake, answer 2xx, and replay it.',
  },
  413: { what: 'The request was too large for the server (413).', advice: 'Raise its limit, or send fewer fields.' },
  415: {
    what: 'The server does not take this content type (415).',
    advice: 'Check the body of the request: JSON, form or text.',
  },
  422: {
    what: 'The server refused it (422).',
    advice:
      'If what a person had entered was wrong, there is nothing to do. Else compare the body with what your server expects.',
  },
  429: {
    what: 'The server had too much to do (429 Too Many Requests), so it is left alone for a while.',
    advice: 'If that happens often, give this endpoint a limit that your server can bear.',
  },
  503: {
    what: 'The server is not available just now (503), so it is left alone for a while.',
    advice: 'It is tried again by itself. A Retry-After header says when.',
  },
};

const adviceByFailure: Record<string, string> = {
  dns: 'Check the host name of the address, and its DNS records.',
  connect: 'Check that the server runs, that the port is right, and that its firewall lets us in.',
  tls: 'Mend the certificate of the server: it must be valid, complete with its chain, and for this host name.',
  timeout: 'Answer at once and do the work afterwards: a server has a few seconds for everything.',
  closed: 'Look into the log of the server, and of whatever stands in front of it: it hung up before it had answered.',
  invalid_http: 'What answers there speaks no HTTP. Check the port, and whether it expects https.',
  too_large: 'Answer with fewer headers.',
  forbidden: 'Use an address on the public internet. Requests into private networks are never made.',
  unsendable: 'Check the method and the headers of the request.',
  sealed: 'Nothing. It is for the operator of the platform to restore the sealing key.',
};
