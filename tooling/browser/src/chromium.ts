/** A Chromium to start, with what its process needs in its environment. */
export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}
