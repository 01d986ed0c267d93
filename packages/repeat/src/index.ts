export { repeat, type Repeated, type RepeatOptions } from './repeat.ts';
