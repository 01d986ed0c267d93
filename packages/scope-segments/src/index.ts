export { segments } from './segments.ts';
