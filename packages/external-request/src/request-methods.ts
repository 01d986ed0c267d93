/** The methods a developer may choose; HEAD, CONNECT and the like make no sense for a hand-over. */
export const requestMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** One of `requestMethods`. */
export type RequestMethod = (typeof requestMethods)[number];
