import { describe, expect, it } from 'vitest';
import { packageManagersOf } from './watch-package-manager.ts';

const pidsOf = (...commands: string[]) =>
  packageManagersOf(commands.map((command, pid) => ({ pid, command }))).map(({ pid }) => pid);

describe('packageManagersOf', () => {
  it('finds every process between us and the npx that somebody typed', () => {
    const chain = [
      'sh -c node tooling/launcher/src/main.ts',
      '/x/.bin/pnpm start',
      "sh -c 'pnpm' start",
      'npm exec pnpm@12.21.0 start',
    ];
    expect(pidsOf(...chain, '-bash', 'sshd')).toEqual([0, 1, 2, 3]);
  });

  it('finds a package manager that runs under node by its script', () => {
    expect(pidsOf('node /usr/lib/node_modules/npm/bin/npx-cli.js -y pnpm start', '-zsh')).toEqual([0]);
  });

  it('leaves the shell that typed the command, and its like, out', () => {
    expect(pidsOf('/usr/bin/pnpm start', 'bash -c cd x && npx -y pnpm start &', 'node harness.js npx')).toEqual([0]);
  });

  it('finds nothing where no package manager is near', () => {
    expect(pidsOf('-bash', 'npm run dev')).toEqual([]);
    expect(pidsOf()).toEqual([]);
  });
});
