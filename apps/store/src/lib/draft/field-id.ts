/** The id of the control for a place in the draft: `requests.subscribe.url` becomes `draft-requests-subscribe-url`. */
export function fieldId(path: string): string {
  return `draft-${path.replace(/[^a-zA-Z0-9_]+/g, '-').replace(/-$/, '')}`;
}
