let isOn = false;

/** Whether this process traces; where it does not, nothing of a trace is made, read or looked up. */
export function isTracing(): boolean {
  return isOn;
}

/** Turns it on or off; `startTracing` alone does. */
export function setTracing(on: boolean): void {
  isOn = on;
}
