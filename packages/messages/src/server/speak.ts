import { AsyncLocalStorage } from 'node:async_hooks';
import { baseLocale, overwriteGetLocale, type Locale } from '../paraglide/runtime.js';

const spoken = new AsyncLocalStorage<Locale>();

overwriteGetLocale(() => spoken.getStore() ?? baseLocale);

/** Does work in which every message is in one language, whatever is done beside it. */
export function speak<Result>(locale: Locale, work: () => Result): Result {
  return spoken.run(locale, work);
}
