// Preloaded (`node --import`) into every process that the launcher starts, so that the programs themselves need not know of it.
// When the launcher is gone, however it went, the channel to it closes: stop as on SIGTERM, and if that hangs, at once.

const patienceMs = 20_000;

if (process.channel !== undefined) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), patienceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref(); // waiting for the launcher to die must not keep a finished program alive
}

export {};
