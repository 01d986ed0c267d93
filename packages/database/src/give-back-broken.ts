import type { Pool, PoolClient } from 'pg';

/**
 * Makes a pool take back a connection that breaks while it is lent. The ORM gives one back after the rollback that follows a failure, but on a
 * broken connection that rollback fails, too, and then it never does: after as many breaks as the pool is large, all work waits for ever.
 */
export function giveBackBroken(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  // With a callback it is the pool's own `query`, which gives back whatever happens.
  pool.connect = ((callback?: Parameters<Pool['connect']>[0]) =>
    callback === undefined ? connect().then(withOneRelease) : connect(callback)) as Pool['connect'];
}

function withOneRelease(client: PoolClient): PoolClient {
  const { release } = client;
  let isLent = true;
  const giveBack = (reason?: Error | boolean) => {
    if (!isLent) return;
    isLent = false;
    client.off('end', onEnd);
    release(reason);
  };
  const onEnd = () => giveBack(true);
  client.once('end', onEnd);
  client.release = giveBack;
  return client;
}
