/** Why this Node.js cannot run the project; undefined when it can. `version` is in the form of `process.version`. */
export function checkNodeVersion(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > 26 || (major === 26 && minor >= 10)) return undefined;
  return [
    `Minimart needs Node.js 26.10 or newer; this is ${version}.`,
    'The project brings its own: start it with `npx -y pnpm@12.21.0 start` from its folder.',
  ].join('\n');
}
