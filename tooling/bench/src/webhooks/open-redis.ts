import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '@minimart/launcher';
import { Redis } from 'ioredis';

/** The system's Redis on a free port and in a folder of its own, its log flushed each second; undefined when there is none. */
export async function openRedis() {
  const dir = await mkdtemp(join(tmpdir(), 'minimart-bench-redis-'));
  const port = await freePort();
  const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  const server = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, ...durable], {
    stdio: 'ignore',
  });
  const failed = once(server, 'error').then(() => true);
  const version = await Promise.race([failed.then(() => undefined), versionOf(port)]);
  const exited = once(server, 'exit');
  const end = async () => {
    server.kill('SIGTERM');
    const kill = globalThis.setTimeout(() => server.kill('SIGKILL'), 5_000);
    if (server.pid !== undefined && server.exitCode === null) await exited;
    clearTimeout(kill);
    await rm(dir, { recursive: true, force: true });
  };
  if (version === undefined) {
    await end();
    return undefined;
  }
  return { port, version, [Symbol.asyncDispose]: end };
}

async function versionOf(port: number): Promise<string | undefined> {
  for (let round = 0; round < 50; round += 1) {
    const client = new Redis({ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {}); // the server may still be starting
    const info = await client.connect().then(
      () => client.info('server'),
      () => undefined,
    );
    client.disconnect();
    if (info !== undefined) return /redis_version:(\S+)/.exec(info)?.[1];
    await setTimeout(100);
  }
  return undefined;
}
