export { chooseLocale, localeOfPath, pathInLocale } from './choose-locale.ts';
export { speakAlways } from './speak-always.ts';
export { m } from './paraglide/messages.js';
export { baseLocale, getLocale, locales, type Locale } from './paraglide/runtime.js';
