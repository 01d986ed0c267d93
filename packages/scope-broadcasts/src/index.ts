export { broadcasts } from './broadcasts.ts';
