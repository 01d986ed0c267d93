export { triggers } from './triggers.ts';
