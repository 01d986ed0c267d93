/** What a draft is compared with: the highest version that is not rolled back, of releases with the highest first; undefined before the first. */
export function latestStanding<R extends { rolledBackAt: Date | null }>(releases: readonly R[]): R | undefined {
  return releases.find(({ rolledBackAt }) => rolledBackAt === null);
}
