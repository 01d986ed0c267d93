const megabyte = 1_000_000;

/** What uploads keep to, so that nobody fills the disk or keeps the processors busy. */
export interface UploadLimits {
  pictureBytes: number;
  videoBytes: number;
  /** Each person, on a day. */
  day: { uploads: number; bytes: number };
  /** What each person may have stored. */
  storedBytes: number;
  /** Under way at once in one process: of one person, and in all. */
  atOnceEach: number;
  atOnce: number;
  /** How long nothing may come, and how long it may all take. */
  idleMs: number;
  wholeMs: number;
}

export const uploadLimits: UploadLimits = {
  pictureBytes: 10 * megabyte,
  videoBytes: 50 * megabyte,
  day: { uploads: 300, bytes: 2_000 * megabyte },
  storedBytes: 1_000 * megabyte,
  atOnceEach: 4,
  atOnce: 24,
  idleMs: 15_000,
  wholeMs: 240_000,
};
