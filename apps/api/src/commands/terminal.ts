/** Where a command speaks: results on standard output, progress and failures on standard error, so that a script reads the one without the other. */
export interface Terminal {
  /** Writes a line of the result. */
  say(line: string): void;
  /** Writes the whole result as JSON, for `--json`. */
  sayJson(value: unknown): void;
  /** Tells what is being done, once that has taken a second, and then at most every few. */
  progress(line: string): void;
  /** Writes a failure. */
  complain(line: string): void;
}

/** A stream to write to. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

const patienceMs = 1_000;
const everyMs = { terminal: 100, log: 5_000 };

/** Speaks to two streams. On a terminal progress is one line that changes; in a log it is a line every five seconds. */
export function createTerminal({ out, err }: { out: Output; err: Output }): Terminal {
  const pause = err.isTTY ? everyMs.terminal : everyMs.log;
  let nextAt = performance.now() + patienceMs;
  let hasLine = false;
  const clear = () => {
    if (hasLine) err.write('\r\u001B[2K');
    hasLine = false;
  };
  return {
    say(line) {
      clear();
      out.write(`${line}\n`);
    },
    sayJson(value) {
      clear();
      out.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    progress(line) {
      if (performance.now() < nextAt) return;
      nextAt = performance.now() + pause;
      clear();
      err.write(err.isTTY ? `  … ${line}` : `  … ${line}\n`);
      hasLine = err.isTTY === true;
    },
    complain(line) {
      clear();
      err.write(`${line}\n`);
    },
  };
}
