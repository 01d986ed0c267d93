/** When something was broken on purpose, and until the system had recovered; times of `performance.now()`. */
export interface FaultWindow {
  fault: string;
  from: number;
  /** Infinity while it lasts. */
  to: number;
  /** From the end of the fault until all was well again. */
  recoveredInMs?: number;
}

/** The windows of a run. */
export class FaultWindows {
  readonly all: FaultWindow[] = [];

  open(fault: string): FaultWindow {
    const window: FaultWindow = { fault, from: performance.now(), to: Infinity };
    this.all.push(window);
    return window;
  }

  /** Whether a call, which lasted from then to then, touches any of them. */
  touches(from: number, to: number): boolean {
    return this.all.some((window) => window.from <= to && from <= window.to);
  }
}
