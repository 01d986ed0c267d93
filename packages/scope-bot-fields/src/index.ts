export { botFields } from './bot-fields.ts';
