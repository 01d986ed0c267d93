// Preloaded (`node --import`) into every process that the launcher starts, so that the programs themselves need not know of it.
// When the launcher is gone, however it went, the channel to it closes: stop as on SIGTERM, and if that hangs, at once.

const patienceMs = 20_000;
const { disconnect } = process;

if (process.channel !== undefined && disconnect !== undefined) {
  let isLeaving = false;
  process.disconnect = () => {
    isLeaving = true; // a program that hangs up itself, at the end of its work, needs no signal
    disconnect.call(process);
  };
  process.once('disconnect', () => {
    if (isLeaving) return;
    setTimeout(() => process.exit(1), patienceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref(); // waiting for the launcher to die must not keep a finished program alive
}

export {};
