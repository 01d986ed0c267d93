const known = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE']);

/** A method as spans tell it: one of HTTP's, or `_OTHER`, whose spans are named `HTTP`. */
export function methodOf(method: string): { method: string; name: string } {
  return known.has(method) ? { method, name: method } : { method: '_OTHER', name: 'HTTP' };
}
