/** How many have an app, and what a version would mean for them. */
export type Reach = { total: number; byThemselves: number; asked: number; isEstimate: boolean };

/** What happens to those who have the app when a version is let out to everybody, a sentence each. */
export function explainReach({ total, byThemselves, asked, isEstimate }: Reach): string[] {
  if (total === 0) return ['Nobody has the app installed, so nobody is updated.'];
  const about = (number: number) => `${isEstimate ? 'about ' : ''}${number.toLocaleString('en')}`;
  const has = total === 1 ? 'workspace has' : 'workspaces have';
  return [
    `${total.toLocaleString('en')} ${has} the app installed.`,
    ...(byThemselves > 0 ? [`Updated without anybody being asked, within minutes: ${about(byThemselves)}.`] : []),
    ...(asked > 0 ? [`Asked first, and left with the version they have until then: ${about(asked)}.`] : []),
  ];
}
