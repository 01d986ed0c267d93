import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from './config.ts';
import { egressNotice } from './demo-egress.ts';
import { describeSystem } from './describe-system.ts';
import { Launcher, type LauncherOptions } from './launcher.ts';
import { Progress, type Output } from './progress.ts';
import { readDemo } from './read-demo.ts';
import { StartError } from './start-error.ts';
import { watchPackageManager } from './watch-package-manager.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const realPrograms: LauncherOptions['programs'] = {
  api: 'apps/api/src/main.ts',
  store: 'apps/store/build/index.js',
  receiver: 'examples/receive-subscribe-request/src/main.ts',
};

/** What a test may put in place of the real system. */
export interface RunOptions {
  programs?: LauncherOptions['programs'];
  build?: boolean;
  output?: Output;
}

/**
 * Starts the system, tells where it is, and stops it on SIGINT, SIGTERM or SIGHUP; a second signal ends it at once. Ends this process
 * with 0 after a stop that was asked for and with 1 when the system does not start or breaks.
 */
export async function run({
  programs = realPrograms,
  build = true,
  output = process.stdout,
}: RunOptions = {}): Promise<void> {
  process.stdout.on('error', () => {}); // the terminal may be gone before us
  process.stderr.on('error', () => {});
  const progress = new Progress(output);
  const config = readOrExplain(progress);
  if (config === undefined) return process.exit(1);
  const launcher = new Launcher({
    config,
    projectRoot,
    env: process.env,
    progress,
    programs,
    build,
    onBroken: () => void stop(1, 'Stopping, because a part that nothing works without keeps ending.'),
  });

  let stopping = false;
  const stop = async (code: number, why?: string) => {
    if (stopping) return;
    stopping = true;
    progress.say(why ?? '\nStopping ...');
    await launcher.stop();
    if (code === 0) progress.say('Everything is stopped. The data stays for the next start.');
    process.exit(code);
  };
  let askedAt = 0;
  const onSignal = () => {
    if (!stopping) {
      askedAt = Date.now();
      return void stop(0);
    }
    // One Ctrl-C may come twice: from the terminal, and passed on by the package manager.
    if (Date.now() - askedAt < 400) return;
    launcher.kill();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  await watchPackageManager(() => void stop(0));

  progress.say(`\n${progress.bold('Minimart')} is starting. The first time takes a little longer.\n`);
  try {
    const startedAt = Date.now();
    const { baseUrl } = await launcher.start();
    const demo = config.seed === 'demo' ? await readDemo(config.dataDir) : undefined;
    const took = progress.dim(`(${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
    progress.say(
      `\n${progress.bold('Minimart is ready')} ${took}\n\n${describeSystem({ baseUrl, dataDir: config.dataDir, demo, notice: egressNotice(config) })}\n`,
    );
    process.send?.({ type: 'ready', baseUrl });
  } catch (error) {
    if (stopping) return;
    await stop(1, explain(error));
  }
}

function readOrExplain(progress: Progress) {
  try {
    return readConfig(process.env, projectRoot);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    progress.say(`\n${error.message}\n`);
    return undefined;
  }
}

function explain(error: unknown): string {
  if (error instanceof StartError) return `\n${[error.message, ...error.advice].join('\n')}\n`;
  return `\nMinimart does not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
