const verbOrder = { see: 0, change: 1, send: 2 };

/** Scopes grouped by the thing they are about, in the developer's order; within a group, what may be seen comes before what may be changed and sent. */
export function groupViews<View extends { verb: keyof typeof verbOrder }>(
  scopes: readonly { group: string; view: View }[],
): { name: string; scopes: View[] }[] {
  return [...Map.groupBy(scopes, ({ group }) => group)].map(([name, members]) => ({
    name,
    scopes: members.map(({ view }) => view).sort((one, other) => verbOrder[one.verb] - verbOrder[other.verb]),
  }));
}
