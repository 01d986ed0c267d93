/** What tells the time. */
export interface Clock {
  now(): Date;
}

/** A clock that moves only when told to. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

/** A clock that stands at `start` until it is advanced. */
export function createTestClock(start: Date | string = '2026-01-01T00:00:00Z'): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}
