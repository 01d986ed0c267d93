/** Why the system does not start, in words for the person who started it, with what they can do about it. */
export class StartError extends Error {
  override name = 'StartError';
  readonly advice: readonly string[];

  constructor(message: string, advice: readonly string[] = []) {
    super(message);
    this.advice = advice;
  }
}
